import { check } from '../../harness/check.ts'
import type { Answer, Change, Context, Judge, Landing } from '../../harness/context.ts'
import { security } from '../../harness/law.ts'

export const stateOfServerUnharmed = check({
  id: 'robustness.state-of-server-unharmed',
  title: 'After malformed requests a normal flow still works',
  law: [security('RFC 6749', '10.14')],
  needs: ['token', 'load'],
  steps: {
    control: 'Get tokens by every grant the server supports',
    malformed:
      'Send token requests with 60 made-up scopes, a body without an equals sign, broken escapes, a NUL, 16 KiB in one value and names that are special in some languages',
    after: 'Get tokens again by every grant that worked before',
  },
  holds: 'Every grant that worked before works afterwards',
  defect: 'malformed-request-poisons-server',
  caution: 'Limits of rate that the malformed requests have used up are waited out.',
  alone: true,
  async run(context) {
    const { op, step, law, target, blocked } = context
    const before = await step.control(() => endsOf(grantsOf(context)))
    const working = before.filter(({ end }) => worked(end)).map(({ name }) => name)
    if (working.length === 0) blocked('no grant works, even before a malformed request')
    const client = target.client('any')
    for (const change of malformed) {
      await step.malformed(() => op.token(client, { grant_type: 'client_credentials' }, change).outcome())
    }
    const after = await step.after(() => endsOf(grantsOf(context).filter(({ name }) => working.includes(name))))
    law.each(after, ({ name, end }) => stillWorks(law, name, end, blocked))
  },
})

const malformed: readonly Change[] = [
  { set: { scope: Array.from({ length: 60 }, (_, index) => `assay${index}`).join(' ') } },
  { raw: () => 'assay' },
  { raw: (body) => `${body}&assay=%zz&%=%` },
  { append: [['assay', 'x\0y']] },
  { append: [['assay', 'x'.repeat(16 * 1024)]] },
  {
    append: [
      ['__proto__', '1'],
      ['constructor', '1'],
      ['toString', '1'],
      ['__class__', '1'],
    ],
  },
]

interface Grant {
  readonly name: string
  readonly get: () => PromiseLike<Answer | Landing>
}

/** How to get tokens by every grant the target has, each to its last answer. */
function grantsOf({ op, target }: Pick<Context, 'op' | 'target'>): readonly Grant[] {
  const redeemed = async (client = target.client('code')): Promise<Answer | Landing> => {
    const landing = await op.authorization({ client })
    return landing.kind === 'code' ? op.redeem(landing.code) : landing
  }
  const refreshed = async (): Promise<Answer | Landing> => {
    const client = target.client('refresh')
    const first = await redeemed(client)
    const value = 'kind' in first ? undefined : first.json?.['refresh_token']
    return typeof value === 'string' ? op.refresh({ client, refresh_token: value }) : first
  }
  const grants: Grant[] = [{ name: 'the cheapest grant', get: () => op.anyGrant() }]
  if (target.has('authorization_code')) grants.push({ name: 'a code flow', get: () => redeemed() })
  if (target.has('authorization_code') && target.has('refresh_token'))
    grants.push({ name: 'a refresh', get: refreshed })
  return grants
}

async function endsOf(grants: readonly Grant[]) {
  const ends = []
  for (const { name, get } of grants) ends.push({ name, end: await get() })
  return ends
}

function worked(end: Answer | Landing): boolean {
  return !('kind' in end) && end.status === 200 && end.hasToken
}

function stillWorks(law: Judge, name: string, end: Answer | Landing, blocked: Context['blocked']): void {
  if (!('kind' in end)) return law(end, { about: `${name} after malformed requests` }).grants()
  const loaded = end.kind === 'page' && [429, 502, 503, 504].includes(end.status)
  if (loaded) blocked(`${name} met a server under load`, { transient: true })
  const actual = `no code at the end of ${name} after malformed requests`
  law.that(end.kind === 'code', { expected: 'a code, as before', actual })
}
