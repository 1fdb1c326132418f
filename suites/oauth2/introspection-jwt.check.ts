import { check } from '../../harness/check.ts'
import type { Answer, Client, Context, Step, Tokens } from '../../harness/context.ts'
import { must, should } from '../../harness/law.ts'

export const negotiated = check({
  id: 'introspection-jwt.negotiated',
  title: 'Who accepts the JWT media type of introspection gets a JWT of that media type and type',
  law: [must('RFC 9701', '5')],
  needs: ['introspection', 'introspection_jwt', 'token'],
  steps: {
    token: 'Get an access token with a confidential client',
    signed:
      'Ask about it with Accept: application/token-introspection+jwt as that client, then as others, until one gets a JWT',
  },
  holds: 'The media type is application/token-introspection+jwt, and typ of the JWT is token-introspection+jwt',
  defect: 'introspect-jwt-wrong-type',
  caution:
    'Who gets signed answers may depend on the registration of the client: JSON to all of them says nothing. Of an encrypted answer only the media type is judged.',
  async run(context) {
    const { op, step, law } = context
    const { answer } = await askSigned(context, step.token, step.signed)
    const media = answer.mediaType === '' ? 'none' : answer.mediaType
    law.that(media === mediaType, { expected: mediaType, actual: `the media type ${media}` })
    if (isEncrypted(answer)) return
    const typ = op.joseHeader(answer.body.trim())?.['typ']
    const bare = String(typ).toLowerCase().replace('application/', '')
    law.that(bare === 'token-introspection+jwt', {
      expected: 'typ token-introspection+jwt',
      actual: typ === undefined ? 'no typ' : `typ ${String(typ)}`,
    })
  },
})

export const envelope = check({
  id: 'introspection-jwt.envelope',
  title: 'A signed introspection answer names its issuer, its reader and its time, and its signature is good',
  law: [must('RFC 9701', '5')],
  needs: ['introspection', 'introspection_jwt', 'jwks', 'token'],
  steps: {
    token: 'Get an access token with a confidential client',
    signed: 'Ask for a signed answer about it',
    other: 'When that does not name the client in aud: ask the same as other clients',
    keys: 'GET the published keys',
  },
  holds:
    'The issuer is in iss, the caller in aud and the time in iat, token_introspection is an object with a boolean active, and a published key verifies the signature',
  defect: 'introspect-jwt-aud-not-caller',
  caution:
    'A caller may have another name in aud than its client_id: only the same aud to two callers is a failure, a single strange one a warning. An HS signature is not looked at. A clock may be a minute off.',
  async run(context) {
    const { op, step, law, target } = context
    const { client, answer, tokens } = await askSigned(context, step.token, step.signed)
    const claims = readable(context, answer)
    hasItsClaims(context, claims, answer)
    if (!namesCaller(claims, client)) {
      const same = await step.other(() => someoneElseReads(context, tokens, client, claims['aud']))
      const tolerated = same ? undefined : 'it may be another name of the caller'
      law.that(false, { expected: `aud with ${client.client_id}`, actual: said('aud', claims), tolerated })
    }
    const answered = await step.keys(() =>
      op.request(target.endpoint('jwks'), { headers: { accept: 'application/json' } }),
    )
    await hasGoodSignature(context, answer, answered)
  },
})

export const noTopLevelSubExp = check({
  id: 'introspection-jwt.no-top-level-sub-exp',
  title: 'A signed introspection answer has no sub and no exp of its own, so that it cannot pass for an access token',
  law: [should('RFC 9701', '5')],
  needs: ['introspection', 'introspection_jwt', 'token'],
  steps: {
    token: 'Get an access token with a confidential client',
    signed: 'Ask for a signed answer about it',
  },
  holds: 'Neither sub nor exp is among the top-level claims',
  defect: 'introspect-jwt-looks-like-token',
  caution: 'Only recommended; some servers say with exp how long the answer itself is good.',
  async run(context) {
    const { step, law, expired, blocked } = context
    const { answer, tokens } = await askSigned(context, step.token, step.signed)
    const claims = readable(context, answer)
    const found = ['sub', 'exp'].filter((name) => claims[name] !== undefined)
    law.that(found.length === 0, { expected: 'neither sub nor exp at the top', actual: found.join(' and ') })
    if (members(claims['token_introspection'])?.['active'] === true) return
    expired.accessToken(tokens)
    blocked('no configured client is told in a signed answer that the token is active')
  },
})

export const inactiveOnlyActive = check({
  id: 'introspection-jwt.inactive-only-active',
  title: 'A signed answer about an inactive token holds active=false in token_introspection and nothing else there',
  law: [must('RFC 9701', '5')],
  needs: ['introspection', 'introspection_jwt', 'token'],
  steps: {
    token: 'Get an access token with a confidential client',
    signed: 'Ask for a signed answer about it',
    revoke: 'Where the server has revocation: revoke it',
    inactive: 'Ask as the same client about that token and about a random value',
  },
  holds: 'Each signed answer about an inactive token has active=false alone in token_introspection',
  defect: 'introspect-jwt-inactive-leaks',
  caution: 'Only the inner object is judged. That active=false comes in JSON is a warning.',
  alone: true,
  async run(context) {
    const { op, step, law, target, random } = context
    const { client, tokens, answer: live } = await askSigned(context, step.token, step.signed)
    readable(context, live)
    const token = tokens.access_token
    if (target.has('revocation')) await step.revoke(() => op.revoke(token, { client: tokens.client }))
    const revoked = await step.inactive(() => op.introspect(token, { client, headers }))
    const unknown = await step.inactive(() => op.introspect(random(43), { client, headers }))
    const about = 'a random value'
    law(unknown, { about }).status(200)
    const plain = unknown.json?.['active'] === false ? 'active=false is said, only in JSON' : undefined
    const actual = `${unknown.describe()} to ${about}`
    law.that(isSigned(unknown), { expected: 'a signed answer', actual, tolerated: plain })
    law.each([unknown, revoked].filter(isSigned), (answer) => {
      const inner = members(op.claims(answer.body.trim())?.['token_introspection'])
      // A token that outlives its revocation is the business of another check.
      if (answer === revoked && inner?.['active'] !== false) return
      const alone = inner?.['active'] === false && Object.keys(inner).length === 1
      law.that(alone, { expected: 'active=false alone', actual: inner === undefined ? 'no object' : names(inner) })
    })
  },
})

type Members = Readonly<Record<string, unknown>>

const mediaType = 'application/token-introspection+jwt'
const headers = { accept: mediaType }

const isCompact = ({ status, body }: Answer, parts: number): boolean =>
  status === 200 && new RegExp(`^[\\w-]+(?:\\.[\\w-]*){${parts - 1}}$`).test(body.trim())
const isSigned = (answer: Answer): boolean => isCompact(answer, 3)
const isEncrypted = (answer: Answer): boolean => isCompact(answer, 5)

interface Asked {
  readonly client: Client
  readonly answer: Answer
  readonly tokens: Tokens
}

/** A live token and the first client whose answer about it is a JWT, rather one that says active=true. */
async function askSigned(context: Context, token: Step, signed: Step): Promise<Asked> {
  const { op, target, blocked, notApplicable } = context
  const owner = target.client('confidential')
  const tokens = await token(() => op.anyGrant({ client: owner }).tokens())
  let found: Asked | undefined
  let last: Answer | undefined
  for (const client of op.callers(tokens.client)) {
    last = await signed(() => op.introspect(tokens.access_token, { client, headers }))
    if (!isSigned(last) && !isEncrypted(last)) continue
    found ??= { client, answer: last, tokens }
    const claims = op.claims(last.body.trim())
    if (members(claims?.['token_introspection'])?.['active'] === true) return { client, answer: last, tokens }
  }
  if (found !== undefined) return found
  if (last !== undefined && (last.status === 429 || last.status >= 500))
    return blocked(`no signed answer: ${last.describe()}`, { transient: true })
  return notApplicable('no client is given a signed answer: register introspection_signed_response_alg for one')
}

/** The claims of an answer; one that is encrypted for the client cannot be read here. */
function readable({ op, notApplicable }: Pick<Context, 'op' | 'notApplicable'>, answer: Answer): Members {
  return op.claims(answer.body.trim()) ?? notApplicable('the answer is encrypted, or no JWT of JSON claims')
}

function members(value: unknown): Members | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
}

function names(inner: Members): string {
  return `active=${JSON.stringify(inner['active']) ?? 'missing'} with ${Object.keys(inner).join(', ')}`
}

function said(name: string, claims: Members): string {
  const value = claims[name]
  return value === undefined ? `no ${name}` : `${name} ${JSON.stringify(value)}`
}

function hasItsClaims({ law, target }: Context, claims: Members, answer: Answer): void {
  const issuer = target.metadata['issuer'] ?? target.issuer
  const whole = typeof members(claims['token_introspection'])?.['active'] === 'boolean'
  const rules = [
    ['iss', `iss ${String(issuer)}`, claims['iss'] === issuer],
    ['aud', 'an aud claim', claims['aud'] !== undefined],
    ['iat', 'iat as it is now', isNow(claims['iat'], answer)],
    ['token_introspection', 'token_introspection with a boolean active', whole],
  ] as const
  law.each(rules, ([name, expected, holds]) => law.that(holds, { expected, actual: said(name, claims) }))
}

/** By our clock or by its own. */
function isNow(iat: unknown, answer: Answer): boolean {
  const clocks = [answer.at, Date.parse(answer.header('date') ?? '')]
  return typeof iat === 'number' && clocks.some((clock) => Math.abs(clock / 1000 - iat) <= 60)
}

function namesCaller({ aud }: Members, { client_id: id, other_resource: resource }: Client): boolean {
  return [aud].flat().some((name) => name === id || (resource !== undefined && name === resource))
}

/** Whether another client, too, is given a signed answer with this very aud. */
async function someoneElseReads({ op }: Context, tokens: Tokens, client: Client, aud: unknown): Promise<boolean> {
  for (const other of op.callers(client).slice(1)) {
    const answer = await op.introspect(tokens.access_token, { client: other, headers })
    if (!isSigned(answer)) continue
    return JSON.stringify(op.claims(answer.body.trim())?.['aud']) === JSON.stringify(aud)
  }
  return false
}

async function hasGoodSignature({ op, law, note }: Context, answer: Answer, answered: Answer): Promise<void> {
  const jwt = answer.body.trim()
  const { alg } = op.joseHeader(jwt) ?? {}
  law.that(!/^none$/i.test(String(alg)), { expected: 'a signature', actual: `alg ${String(alg)}` })
  const keys: unknown = answered.status === 200 ? answered.json?.['keys'] : undefined
  const usable = Array.isArray(keys) ? keys.map(members).filter((key) => key !== undefined) : []
  if (usable.length === 0) return note('the signature was not judged: the key set cannot be read')
  const state = await op.signature(jwt, usable)
  if (state === 'unjudged') note(`the signature was not judged: alg ${String(alg)}`)
  else law.that(state === 'verified', { expected: 'a published key that verifies it', actual: `the key is ${state}` })
}
