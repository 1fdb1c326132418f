import { check } from '../../harness/check.ts'
import type { Change, Judge, Operations } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const badPercentEncoding = check({
  id: 'robustness.bad-percent-encoding',
  title: 'Broken percent escapes in the body are refused cleanly',
  law: [must('RFC 6749', '5.2')],
  needs: ['token'],
  steps: {
    control: 'Send a correct token request',
    broken: 'Send it with a lone percent sign, one before other letters, one at the end',
  },
  holds: 'Every answer is a 4xx without a token',
  defect: 'bad-percent-500',
  caution: 'An answer of the HTTP layer in another format is a warning.',
  async run({ op, step, law }) {
    await step.control(() => op.anyGrant().tokens())
    law.each(
      await step.broken(() => answersTo(op, { grant_type: ['%', '%zz', 'client%', 'x%4'] }, rawValue)),
      clean(law),
    )
  },
})

export const invalidUtf8 = check({
  id: 'robustness.invalid-utf8',
  title: 'Bytes that are not UTF-8 are refused cleanly',
  law: [must('RFC 6749', 'B')],
  needs: ['token'],
  steps: {
    control: 'Send a correct token request',
    broken: 'Send it with overlong forms, a lone continuation and a surrogate, percent-encoded and as raw bytes',
  },
  holds: 'Every answer is a 4xx without a token',
  defect: 'bad-utf8-500',
  caution: 'An answer of the HTTP layer in another format is a warning.',
  async run({ op, step, law }) {
    await step.control(() => op.anyGrant().tokens())
    const bytes = ['%C0%AF', '%80', '%ED%A0%80', '%FF%FE']
    const raw = bytes.map((each) => unescape(each))
    law.each(await step.broken(() => answersTo(op, { grant_type: bytes }, rawValue)), clean(law))
    law.each(await step.broken(() => answersTo(op, { grant_type: raw }, rawBytes)), clean(law))
  },
})

export const nulAndControlBytes = check({
  id: 'robustness.nul-and-control-bytes',
  title: 'NUL and control characters are refused cleanly',
  law: [must('RFC 6749', '10.14')],
  needs: ['token'],
  steps: {
    control: 'Send a correct token request',
    broken: 'Send it with NUL, bell, escape and line feed, alone and after a valid value',
  },
  holds: 'Every answer is a 4xx without a token',
  defect: 'nul-byte-500',
  caution:
    'An answer of the HTTP layer in another format is a warning, and so is a line feed cut off from the end of a valid value: that sanitizes it too. Some databases fail on NUL: that is the finding.',
  async run({ op, step, law }) {
    await step.control(() => op.anyGrant().tokens())
    const bytes = ['\0', '\u0007', '\u001B', LINE_FEED]
    const grants = [...bytes, ...bytes.map((byte) => `client_credentials${byte}`)]
    const codes = bytes.map((byte) => `x${byte}y`)
    const answers = [
      ...(await step.broken(() => answersTo(op, { grant_type: grants }))),
      ...(await step.broken(() => answersTo(op, { code: codes }, asCode))),
    ]
    law.each(answers, ({ name, value, answer }) => {
      const isTrimmed = answer.hasToken && value === `client_credentials${LINE_FEED}`
      const tolerated = isTrimmed ? 'white space at the end of a value is cut off' : undefined
      law(answer, { about: `a malformed ${name}`, tolerated }).refusesCleanly()
    })
  },
})

export const veryLongValues = check({
  id: 'robustness.very-long-values',
  title: 'Very long values are refused cleanly',
  law: [security('RFC 6749', '5.2')],
  needs: ['token'],
  steps: {
    control: 'Send a correct token request',
    broken: 'Redeem codes and ask for grants of 5, 16 and 128 KiB',
    huge: 'Ask for a grant of 448 KiB',
    after: 'Where the server hangs up on that: send a correct token request',
  },
  holds: 'Every answer is a 4xx without a token, and a server that hangs up on the longest one still works',
  defect: 'long-value-500',
  caution:
    'An answer of the HTTP layer in another format is a warning, but for 413 to the longest one. So is no answer to that in time.',
  async run({ op, step, law, random }) {
    await step.control(() => op.anyGrant().tokens())
    const long = [5, 16, 128].map((size) => random(size * 1024))
    const answers = [
      ...(await step.broken(() => answersTo(op, { code: long }, asCode))),
      ...(await step.broken(() => answersTo(op, { grant_type: long }))),
    ]
    law.each(answers, clean(law))
    const huge = await step.huge(() => op.anyGrant({ set: { grant_type: random(448 * 1024) } }).outcome())
    if ('json' in huge && huge.status === 413) return
    if ('json' in huge) return law(huge, { about: 'a grant of 448 KiB' }).refusesCleanly()
    const waits = { expected: 'an answer, or a closed connection', actual: 'none in time to 448 KiB' }
    law.that(huge.kind !== 'timeout', { ...waits, tolerated: 'a firewall may keep what is long to itself' })
    const after = await step.after(() => op.anyGrant().outcome())
    const works = { expected: 'a server that still works', actual: 'no token any more after 448 KiB' }
    law.that('json' in after && after.hasToken, works)
  },
})

export const emptyBody = check({
  id: 'robustness.empty-body',
  title: 'An empty body is invalid_request',
  law: [must('RFC 6749', '5.2')],
  needs: ['token'],
  steps: { control: 'Send a correct token request', broken: 'Send no body, one ampersand, one equals sign' },
  holds: 'Every answer is a 4xx without a token',
  defect: 'empty-body-500',
  caution: 'A 411 or 415 for a missing body is a warning where it is not an OAuth error.',
  async run({ op, step, law }) {
    await step.control(() => op.anyGrant().tokens())
    law.each(
      await step.broken(() => answersTo(op, { body: ['', '&', '='] }, (_, value) => ({ raw: () => value }))),
      clean(law),
    )
  },
})

export const quoteCharacters = check({
  id: 'robustness.quote-characters',
  title: 'Quotes and wildcards in credentials and codes are plain characters',
  law: [security('RFC 6749', '10.14')],
  needs: ['token'],
  steps: {
    control: 'Send a correct token request',
    broken: 'Send quotes, comment marks, wildcards and operators as client_id and as code',
  },
  holds: 'Every answer is a 4xx without a token',
  defect: 'quote-character-500',
  caution: 'The 403 page of a firewall is a warning.',
  async run({ op, step, law }) {
    await step.control(() => op.anyGrant().tokens())
    const marks = ["'", '"', "x' --", '*', '%', '_', '{"$gt":""}', '$(x)']
    const answers = [
      ...(await step.broken(() =>
        answersTo(op, { client_id: marks }, (_, value) => ({ clientId: value, auth: 'none' })),
      )),
      ...(await step.broken(() => answersTo(op, { code: marks }, asCode))),
    ]
    law.each(answers, clean(law))
  },
})

export const manyParameters = check({
  id: 'robustness.many-parameters',
  title: 'Thousands of parameters do no harm',
  law: [security('RFC 6749', '5.2')],
  needs: ['token', 'load'],
  steps: { control: 'Send a correct token request', broken: 'Send it after 5,000 made-up parameters, and before them' },
  holds: 'Every answer is a token, or a 4xx',
  defect: 'many-parameters-500',
  caution: 'A parser that stops after so many parameters may overlook the real ones: a clean refusal is fine.',
  async run({ op, step, law }) {
    await step.control(() => op.anyGrant().tokens())
    const crowd = Array.from({ length: 5_000 }, (_, index) => `assay${index}=1`).join('&')
    const after = await step.broken(() => op.anyGrant({ raw: (body) => `${crowd}&${body}` }))
    const before = await step.broken(() => op.anyGrant({ raw: (body) => `${body}&${crowd}` }))
    for (const answer of [after, before])
      if (!answer.hasToken) law(answer, { about: '5,000 parameters' }).refusesCleanly()
  },
})

const LINE_FEED = '\n'

type Variant = (name: string, value: string) => Change

const inForm: Variant = (name, value) => ({ set: { [name]: value } })

const rawValue: Variant = (name, value) => ({ raw: (body) => `${withoutParameter(body, name)}&${name}=${value}` })

const rawBytes: Variant = (name, value) => ({ ...rawValue(name, value), bytes: true })

/** Characters of which each is one byte. */
const unescape = (value: string): string => Buffer.from(value.replaceAll('%', ''), 'hex').toString('latin1')

const asCode: Variant = (_, value) => ({
  set: { grant_type: 'authorization_code', code: value, redirect_uri: 'https://assay.example/cb', scope: null },
})

async function answersTo(op: Operations, values: Readonly<Record<string, readonly string[]>>, variant = inForm) {
  const seen = []
  for (const [name, list] of Object.entries(values)) {
    // Where a made-up value gives a token, a token for a malformed one says no more.
    const lax = name !== 'body' && (await op.anyGrant(variant(name, `assay-made-up-${name}`))).hasToken
    for (const value of list) seen.push({ name, value, lax, answer: await op.anyGrant(variant(name, value)) })
  }
  return seen.filter(({ lax, answer }) => !lax || !answer.hasToken)
}

type Seen = Awaited<ReturnType<typeof answersTo>>[number]

const clean =
  (law: Judge) =>
  ({ name, answer }: Seen) =>
    law(answer, { about: `a malformed ${name}` }).refusesCleanly()

function withoutParameter(body: string, name: string): string {
  return body
    .split('&')
    .filter((pair) => !pair.startsWith(`${name}=`))
    .join('&')
}
