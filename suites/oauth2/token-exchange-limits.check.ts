import { check } from '../../harness/check.ts'
import type { Answer, Context, Operations, Target, Tokens } from '../../harness/context.ts'
import { security, should } from '../../harness/law.ts'

export const delegationIsVisible = check({
  id: 'token-exchange.delegation-is-visible',
  title: 'A token issued by delegation names the actor in act',
  law: [security('RFC 8693', '4.1')],
  needs: ['token_exchange', 'subject_token', 'actor_token', 'client_credentials'],
  steps: {
    subject: 'Get a subject token',
    actor: 'Get an access token of a client, to act with',
    exchange: 'Exchange the first with the second as actor_token',
    told: 'Read what introspection or its claims say of each of the three',
  },
  holds:
    'The sub of the issued token is that of the subject, and act holds the sub of the actor and no exp, nbf or aud',
  defect: 'exchange-drops-actor',
  caution:
    'Opaque tokens without introspection are not judged. An exp, nbf or aud inside act means nothing and is a warning. So is another sub than that of the subject, as subjects may be pairwise, and a sub in act that cannot be compared because nothing tells the sub of the actor.',
  async run({ op, step, law, target, notApplicable, expired }) {
    const subject = await step.subject(() => op.subjectToken())
    const actor = await step.actor(() => op.clientCredentials().tokens())
    const set = { actor_token: actor.access_token, actor_token_type: accessTokenType }
    const issued = await step.exchange(() => op.exchange(subject.access_token, { set }).tokens())
    const [told, ofSubject, ofActor] = await step.told(() =>
      Promise.all([issued, subject, actor].map(({ access_token }) => read(op, target, access_token))),
    )
    for (const tokens of [subject, actor, issued]) expired.accessToken(tokens)
    if (told === undefined) return notApplicable('nothing tells what the issued token says')
    const expected = 'the sub of the subject, and the actor in act'
    law.that(isMembers(told['act']), { expected, actual: 'a token without act' })
    law.each(oddities(told, ofSubject ?? {}, { client_id: actor.client.client_id, ...ofActor }), (oddity) =>
      law.that(false, { expected, ...oddity }),
    )
  },
})

export const invalidTarget = check({
  id: 'token-exchange.invalid-target',
  title: 'An unknown audience or resource is answered invalid_target',
  law: [should('RFC 8693', '2.2.2')],
  needs: ['token_exchange', 'subject_token'],
  steps: {
    subject: 'Get a subject token',
    control: 'Exchange it',
    unknown: 'Exchange it for the resource https://unknown.invalid/ and for an invented audience',
    told: 'Read the audience of a token that was issued all the same',
  },
  holds: 'Both are refused, 400 with error=invalid_target',
  defect: 'exchange-any-target',
  caution:
    'Some servers take any text as audience on purpose, and some ignore the parameters. All of it is a warning at most, as the law is a recommendation.',
  async run({ op, step, law, target, random, expired }) {
    const subject = await step.subject(() => op.subjectToken())
    await step.control(() => op.exchange(subject.access_token).tokens())
    const wishes = { resource: 'https://unknown.invalid/', audience: `unknown-${random(12)}` }
    const answers: { readonly about: string; readonly answer: Answer; readonly named: boolean }[] = []
    for (const [name, value] of Object.entries(wishes)) {
      const answer = await step.unknown(() => op.exchange(subject.access_token, { set: { [name]: value } }))
      const told = await step.told(() => read(op, target, answer.json?.['access_token']))
      answers.push({ about: `an unknown ${name}`, answer, named: [told?.['aud']].flat().includes(value) })
    }
    expired.accessToken(subject)
    law.each(answers, ({ about, answer, named }) => {
      const tolerated = named ? undefined : 'no token for the unknown target was seen'
      law(answer, { about, tolerated }).errs('invalid_target')
    })
  },
})

export const noScopeEscalation = check({
  id: 'token-exchange.no-scope-escalation',
  title: 'The issued token has no scope that the subject token lacked, and a narrowed scope is reported',
  law: [security('RFC 8693', '2.2.1')],
  needs: ['token_exchange', 'subject_token', 'introspection', 'two_scopes'],
  steps: {
    subject: 'Get a subject token with one scope',
    held: 'See by introspection that it has this scope and lacks another',
    control: 'Exchange it for its own scope, and without a word about scope',
    more: 'Exchange it for its own scope and the other one',
    covered: 'Ask introspection what the issued tokens cover',
  },
  holds: 'The other scope is refused with error=invalid_scope, or is left out and the answer has a scope that says so',
  defect: 'exchange-escalates-scope',
  caution:
    'Where token_exchange.maps_scopes says that the server translates scopes between services, a further scope is a warning. A refusal with another error is a warning.',
  async run({ op, step, law, target, notApplicable, blocked, expired }) {
    const [own = '', other = ''] = target.scopes
    const subject = await step.subject(() => op.subjectToken({ scope: own }))
    const held = await step.held(() => op.scopeOf(subject.answer))
    if (held?.includes(other) === true) notApplicable(`the subject token has ${other} although it was not asked for`)
    const usual = await step.control(() => op.exchange(subject.access_token, { set: { scope: own } }))
    if (!usual.hasToken) refusedControl({ blocked, expired }, subject, usual)
    const plain = await step.control(() => op.exchange(subject.access_token, { set: { scope: null } }))
    const answer = await step.more(() => op.exchange(subject.access_token, { set: { scope: `${own} ${other}` } }))
    const cover = (each: Answer) => step.covered(() => op.scopeOf(each))
    const covered = await cover(answer)
    const unasked = await Promise.all([usual, plain].filter(hasToken).map(cover))
    expired.accessToken(subject)
    const silent = answer.hasToken && answer.scopes === undefined && covered?.includes(other) === false
    law.that(!silent, unsaid)
    const tolerated = target.tokenExchange.mapsScopes ? 'the server maps scopes between services' : undefined
    law(answer, { about: `an exchange for ${other} as well`, tolerated }).withholds(other, covered)
    law.each(unasked, (scopes) => {
      const actual = `a token with scope ${scopes?.join(' ') ?? ''}, which nobody asked for`
      law.that(scopes?.includes(other) !== true, { expected: `a token without ${other}`, actual, tolerated })
    })
  },
})

const unsaid = {
  expected: 'a scope member that tells what is left of the scope asked for',
  actual: 'a token with less scope, and no word about it',
}
const hasToken = (answer: Answer): boolean => answer.hasToken

/** Blocks a check whose control has failed: because of time, or for another reason. */
function refusedControl({ blocked, expired }: Pick<Context, 'blocked' | 'expired'>, subject: Tokens, answer: Answer) {
  expired.accessToken(subject)
  blocked(`no token for the scope that the subject token has: ${answer.describe()}`)
}

const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token'

type Members = Readonly<Record<string, unknown>>

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null

/** What introspection says of a live token to a client that may see it, else the JWT itself. */
async function read(op: Operations, target: Target, token: unknown): Promise<Members | undefined> {
  if (typeof token !== 'string') return undefined
  const told = target.has('introspection') ? (await op.introspect(token)).json : undefined
  return told?.['active'] === true ? { ...op.claims(token), ...told } : op.claims(token)
}

interface Oddity {
  readonly actual: string
  readonly tolerated: string | undefined
}

/** What is wrong with a token issued by delegation, and what of it is forgiven. */
function oddities({ act, sub }: Members, subject: Members, actor: Members): Oddity[] {
  const { sub: acting, client_id: client, exp, nbf, aud } = isMembers(act) ? act : {}
  const names: unknown[] = [actor['sub'], actor['client_id']].filter((name) => name !== undefined)
  const dated = [exp, nbf, aud].some((value) => value !== undefined)
  const found: (Oddity | false)[] = [
    sub !== undefined && names.includes(sub) && { actual: 'the sub of the actor', tolerated: undefined },
    sub !== subject['sub'] && { actual: 'another sub than that of the subject', tolerated: 'subjects may be pairwise' },
    ![acting, client].some((name) => names.includes(name)) && {
      actual: 'somebody else in act',
      tolerated: actor['sub'] === undefined ? 'nothing tells the sub of the actor' : undefined,
    },
    dated && { actual: 'exp, nbf or aud in act', tolerated: 'they mean nothing there' },
  ]
  return found.filter((oddity) => oddity !== false)
}
