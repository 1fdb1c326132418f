import { check } from '../../harness/check.ts'
import type { Answer, Client, Code, Context, Target, Tokens } from '../../harness/context.ts'
import { must, should } from '../../harness/law.ts'

export const code = check({
  id: 'expiry.code',
  title: 'An authorization code expires',
  law: [must('RFC 6749', '4.1.2')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow and redeem the code',
    codes: 'Complete three more, and three with a public client where there is one, and leave their codes unused',
    soon: 'Redeem one of each client as soon as the code lifetime is over',
    late: 'Where that gave a token: redeem another after a margin for the clock',
    later: 'Where that gave one too: redeem the last after two more lifetimes, to see that the declared one is right',
  },
  holds: 'An expired code is refused, 400 with error=invalid_grant',
  defect: 'code-never-expires',
  caution:
    'Without a declared lifetimes.code the ten minutes that RFC 6749 recommends are taken, and a code that lives longer proves nothing, as only its expiry is demanded. The margin is lifetimes.tolerance, else 30 seconds. A code that expires later than declared proves nothing: the target file may be wrong. A public client may have a lifetime of its own: a code of it that outlives the declared one is a warning, until ten minutes are over.',
  waits: 'the code lifetime and a margin',
  async run(context) {
    const { op, step, target } = context
    await step.control(() => op.userTokens())
    const stocks: Stock<Code>[] = []
    for (const client of target.kinds('code')) {
      const [later, late, soon] = await step.codes(
        async () =>
          [await op.authorize({ client }), await op.authorize({ client }), await op.authorize({ client })] as const,
      )
      stocks.push({ client, soon, late, later })
    }
    await judgeEnd(context, 'code', stocks, {
      soon: (code) => step.soon(() => op.redeem(code)),
      late: (code) => step.late(() => op.redeem(code)),
      later: (code) => step.later(() => op.redeem(code)),
    })
  },
})

export const codeAtMostTenMinutes = check({
  id: 'expiry.code-at-most-ten-minutes',
  title: 'An authorization code lives ten minutes at most',
  law: [should('RFC 6749', '4.1.2')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow and redeem the code',
    codes: 'Complete two more and leave their codes unused',
    soon: 'Redeem one as soon as the declared lifetime is over, or after ten minutes where that is shorter',
    late: 'Where that gave a token: redeem the other ten and a half minutes after it was issued',
  },
  holds: 'A code of ten and a half minutes is refused, 400 with error=invalid_grant',
  defect: 'code-lifetime-too-long',
  caution: 'Ten minutes are recommended. A code that is refused earlier settles it.',
  waits: 'the code lifetime, and ten and a half minutes where codes outlive it',
  async run({ op, step, law, target, wait }) {
    const first = Math.min(target.lifetimes.code ?? 600, 600) + justAfter
    await step.control(() => op.userTokens())
    const spare = await step.codes(() => op.authorize())
    const latest = await step.codes(() => op.authorize())
    await wait(first, 'the lifetime of codes')
    const soon = await step.soon(() => op.redeem(latest))
    if (!soon.hasToken) return law(soon).refuses('invalid_grant')
    await wait(630 - first, 'ten and a half minutes')
    law(await step.late(() => op.redeem(spare)), { about: 'a code of ten and a half minutes' }).refuses('invalid_grant')
  },
})

export const refreshToken = check({
  id: 'expiry.refresh-token',
  title: 'An unused refresh token expires',
  law: [should('RFC 9700', '4.14.2')],
  needs: ['refresh_token'],
  steps: {
    tokens: 'Complete three code flows that give refresh tokens, and three with a public client where there is one',
    control: 'Refresh with the latest one of each client',
    soon: 'Refresh with what came of it as soon as the refresh token lifetime is over',
    late: 'Where that gave a token: refresh with another after a margin for the clock',
    later:
      'Where that gave one too: refresh with the last after two more lifetimes, to see that the declared one is right',
  },
  holds: 'An expired refresh token is refused, 400 with error=invalid_grant',
  defect: 'refresh-token-never-expires',
  caution:
    'The idle lifetime must be declared as lifetimes.refresh_token and be short enough to wait for. The margin is lifetimes.tolerance, else 30 seconds. A token that expires later than declared proves nothing: the target file may be wrong, or a public client may have a lifetime of its own. One that never seems to expire is a warning.',
  waits: 'the idle lifetime of refresh tokens and a margin',
  async run(context) {
    const { op, step, target, notApplicable } = context
    if (target.lifetimes.refresh_token === undefined) notApplicable(undeclared)
    const usual = target.client('refresh')
    const stocks: Stock<Held>[] = []
    for (const client of target.kinds('refresh')) {
      const later = await step.tokens(() => (client === usual ? op.refreshable({ client }) : op.userTokens({ client })))
      if (later.refresh_token === undefined) continue
      const late = await step.tokens(() => op.userTokens({ client }))
      const first = await step.tokens(() => op.userTokens({ client }))
      const soon = await step.control(() => op.renew(first))
      stocks.push({ client, soon, late, later })
    }
    await judgeEnd(context, 'refresh_token', stocks, {
      soon: (tokens) => step.soon(() => op.refresh(tokens)),
      late: (tokens) => step.late(() => op.refresh(tokens)),
      later: (tokens) => step.later(() => op.refresh(tokens)),
    })
  },
})

const undeclared = 'the idle lifetime is not known: add lifetimes.refresh_token'

type Held = Pick<Tokens, 'refresh_token' | 'client'>

type Stage = 'soon' | 'late' | 'later'

/** Three of a kind that a client has left unused, each for one look. */
interface Stock<T> extends Readonly<Record<Stage, T>> {
  readonly client: Client
}

interface End {
  readonly client: Client
  readonly answer: Answer
  /** At which look it was refused; undefined when at none. */
  readonly refused: Stage | undefined
}

const words = { code: 'code', refresh_token: 'refresh token' } as const

/** Presents what each client left unused once its time is over, and again later what is still taken then. */
async function judgeEnd<T>(
  { law, wait, target, notApplicable, blocked }: Pick<Context, 'law' | 'wait' | 'target' | 'notApplicable' | 'blocked'>,
  name: keyof typeof words,
  stocks: readonly Stock<T>[],
  present: Readonly<Record<Stage, (one: T) => PromiseLike<Answer>>>,
): Promise<void> {
  const declared = target.lifetimes[name]
  const looks: readonly (readonly [Stage, number, string])[] = [
    ['soon', (declared ?? longestCode) + justAfter, `the lifetime of ${words[name]}s`],
    ['late', target.lifetimes.tolerance ?? 30, `the clock tolerance for ${words[name]}s`],
    ['later', furtherLook(declared ?? 0, target), `the declared lifetime of ${words[name]}s to be confirmed`],
  ]
  const ends = new Map<Client, End>()
  for (const [stage, pause, why] of declared === undefined ? looks.slice(0, 2) : looks) {
    const living = stocks.filter(({ client }) => ends.get(client)?.refused === undefined)
    if (living.length > 0) await wait(pause, why)
    for (const stock of living) {
      const answer = await present[stage](stock[stage])
      ends.set(stock.client, { client: stock.client, answer, refused: answer.hasToken ? undefined : stage })
    }
  }
  const [usual] = stocks
  const age = looks.reduce((sum, [, pause]) => sum + pause, 0)
  const proven = [...ends.values()].filter(({ refused }) => refused !== undefined || declared !== undefined)
  law.each(proven, ({ client, answer, refused }) => {
    // Clients may have lifetimes of their own, and those declared are then the usual client's.
    if (refused === 'later') return client === usual?.client ? blocked(longerThanDeclared(name, declared)) : undefined
    const about = `an expired ${words[name]} of client ${client.name}`
    const isOther = client !== usual?.client && answer.hasToken
    const tolerated = isOther && age < longestCode ? `client ${client.name} may have a lifetime of its own` : undefined
    law(answer, { about, tolerated }).refuses('invalid_grant')
  })
  if (!proven.some(({ client }) => client === usual?.client))
    notApplicable('codes live longer than ten minutes: add lifetimes.code')
}

/** What RFC 6749 section 4.1.2 recommends at most, whatever is declared. Seconds. */
const longestCode = 600

/** A refusal right after the end settles the matter at once. Seconds. */
const justAfter = 0.05

/** How much longer to wait before a declared lifetime is believed, as far as pauses may go. Seconds. */
function furtherLook(declared: number, { limits }: Target): number {
  return Math.min(2 * declared + justAfter, limits.max_wait_s)
}

function longerThanDeclared(name: keyof typeof words, declared = 0): string {
  return `set-up: the server lets it live longer than the ${declared} s of lifetimes.${name}, and not for ever; correct lifetimes.${name}`
}
