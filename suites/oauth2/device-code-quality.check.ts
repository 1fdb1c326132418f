import { check } from '../../harness/check.ts'
import type { Answer, Context } from '../../harness/context.ts'
import { should } from '../../harness/law.ts'

export const deviceCodeEntropy = check({
  id: 'device.device-code-entropy',
  title: 'Device codes cannot be guessed',
  law: [should('RFC 8628', '5.2')],
  needs: ['device_code'],
  steps: { codes: 'Start twenty device authorizations, one after the other' },
  holds:
    'The device codes differ, do not count, and what varies between them holds 128 bits (96 measured, because a small series underestimates)',
  defect: 'device-code-predictable',
  caution:
    'So few values prove weakness only. Fewer than ten, where the server limits the rate, are no measurement. A JWT is protected by its signature and is not measured.',
  async run({ op, step, law, measure, notApplicable }) {
    const codes = await step.codes(() => series(op, 'device_code'))
    if (codes.length < fewest) notApplicable(`the server gives only ${codes.length} device codes in a row`)
    if (codes.some((code) => /^eyJ[\w-]+\./.test(code))) notApplicable('the device codes are JWTs')
    const different = new Set(codes).size
    law.that(different === codes.length, { expected: 'every device code once', actual: `only ${different} different` })
    const pattern = measure.pattern(codes)
    law.that(pattern === undefined, { expected: 'no pattern in a series of device codes', actual: `${pattern}` })
    const found = measure.bits(codes)
    law.that(found >= leastBits, { expected: '128 bits in device codes (96 measured)', actual: `${found} bits` })
  },
})

export const userCodeQuality = check({
  id: 'device.user-code-quality',
  title: 'User codes are long enough to be typed safely and are not sequential',
  law: [should('RFC 8628', '5.1')],
  needs: ['device_code'],
  steps: { codes: 'Start twenty device authorizations, one after the other' },
  holds: 'The user codes differ, do not count, and their length and alphabet amount to about 20 bits',
  defect: 'device-user-code-short',
  caution:
    'The RFC weighs length against a limit on attempts, which cannot be seen from outside. Fewer than ten values are no measurement.',
  async run({ op, step, law, measure, notApplicable }) {
    const codes = (await step.codes(() => series(op, 'user_code'))).map((code) => code.replace(/[^\p{L}\p{N}]/gu, ''))
    if (codes.length < fewest) notApplicable(`the server gives only ${codes.length} user codes in a row`)
    const different = new Set(codes).size
    law.that(different === codes.length, { expected: 'every user code once', actual: `only ${different} different` })
    const pattern = measure.pattern(codes)
    law.that(pattern === undefined, { expected: 'no pattern in a series of user codes', actual: `${pattern}` })
    const found = Math.round(room(codes))
    law.that(found >= leastTyped, { expected: 'about 20 bits in user codes', actual: `${found} bits` })
  },
})

const many = 20
const fewest = 10

/** Bits measured that count as 128. */
const leastBits = 96

/** Six digits come to 20 bits, and a series need not show every character. */
const leastTyped = 18

/** One member of the answers, in the order of issue, until the server has enough of it; one start at least must succeed. */
async function series(op: Context['op'], member: 'device_code' | 'user_code'): Promise<readonly string[]> {
  const values = [(await op.device())[member]]
  while (values.length < many) {
    const value = textIn(await op.askDevice(), member)
    if (value === undefined) break
    values.push(value)
  }
  return values
}

function textIn({ json }: Answer, member: string): string | undefined {
  const value = json?.[member]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Bits of codes as long as these over the characters seen, where they differ at all. */
function room(codes: readonly string[]): number {
  const length = Math.min(...codes.map((code) => code.length))
  const places = Array.from({ length }, (_, index) => new Set(codes.map((code) => code[index] ?? '')))
  const varying = places.filter((characters) => characters.size > 1)
  return varying.length * Math.log2(new Set(varying.flatMap((characters) => [...characters])).size)
}
