import { check } from '../../harness/check.ts'
import type { Answer, Client, Context, Step, Tokens } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const otherClientsToken = check({
  id: 'revocation.other-clients-token',
  title: 'A client cannot revoke a token that was issued to another client',
  law: [must('RFC 7009', '2.1')],
  needs: ['revocation', 'refresh_token', 'second_client'],
  steps: {
    control:
      'Client A gets a refresh token and uses it; client B revokes a value nobody knows, to show that it may revoke',
    crossed:
      "Client B, properly authenticated, revokes A's newest refresh token, and its access token where that can be seen",
    after: 'See whether the access token is live, and refresh as client A',
  },
  holds: "B is answered with a 4xx error and A's tokens still work",
  defect: 'revoke-any-clients-token',
  caution:
    'Many servers answer 200 and do nothing, so as to tell B nothing: a warning while the tokens are alive. Without introspection a JWT access token is not tried.',
  alone: true,
  async run(context) {
    const { op, step, law, target, expired, random, blocked } = context
    const first = await step.control(() => op.refreshable())
    const held = await step.control(() => op.renew(first))
    const client = target.otherThan(held.client)
    const able = await step.control(() => op.revoke(random(43), { client }))
    if (!isOfService(able)) blocked(`client ${client.name} cannot revoke anything: ${able.describe()}`)
    const watched = await step.control(() => works(context, held))
    const seen = [await step.crossed(() => op.revoke(held.refresh_token, { client, hint: 'refresh_token' }))]
    if (watched) seen.push(await step.crossed(() => op.revoke(held.access_token, { client, hint: 'access_token' })))
    const survived = !watched || (await isAlive(context, step.after, held))
    const after = await step.after(() => op.refresh(held))
    expired.refreshToken(first)
    law(after, { about: 'the owner of a refresh token that another client revoked' }).grants()
    law.that(survived, { expected: alive, actual: 'a dead one, which another client revoked' })
    law.each(seen, (answer) => law(answer, { about: "another client's token", tolerated: silently(answer) }).refuses())
  },
})

export const clientAuthentication = check({
  id: 'revocation.client-authentication',
  title: 'A confidential client must authenticate to revoke',
  law: [must('RFC 7009', '2.1')],
  needs: ['revocation', 'refresh_token', 'confidential_client'],
  steps: {
    tokens: 'Complete a code flow with a confidential client and refresh once',
    bare: 'Revoke the newest refresh token with client_id only, and the access token where its end can be seen',
    wrong: 'Revoke them with a wrong secret',
    nameless: 'Revoke them without any sign of the client',
    refresh: 'See whether the access token is live, and refresh',
    control: 'Revoke what came of it with the right secret',
  },
  holds:
    'All are refused with error=invalid_client, or invalid_request where no client is named; the access token is live and the refresh gives a token',
  defect: 'revoke-without-client-auth',
  caution:
    'A 200 that revokes nothing and another error code, as unauthorized_client of Keycloak, are warnings. Endpoints that take the token alone as proof, as Google has them, fail by the letter. Without introspection a JWT access token is not tried.',
  alone: true,
  async run(context) {
    const { op, step, law, target, expired, notApplicable, blocked } = context
    const client = target.client('refresh')
    if (client.token_endpoint_auth_method === 'none')
      notApplicable('every client with the refresh_token grant is public')
    const first = await step.tokens(() => op.refreshable({ client }))
    const renewed = await step.tokens(() => op.renew(first))
    const { refresh_token: token } = renewed
    const watched = await step.tokens(() => works(context, renewed))
    const ways = { bare: step.bare, wrong: step.wrong, nameless: step.nameless }
    const seen = await unproven(context, ways, client, watched ? [token, renewed.access_token] : [token])
    const survived = !watched || (await isAlive(context, step.refresh, renewed))
    const after = await step.refresh(() => op.refresh({ refresh_token: token, client }))
    expired.refreshToken(first)
    law(after, { about: 'a refresh token that was revoked without client authentication' }).grants()
    law.that(survived, { expected: alive, actual: 'a dead one, revoked without client authentication' })
    const spent = typeof after.json?.['refresh_token'] === 'string' ? after.json['refresh_token'] : token
    const control = await step.control(() => op.revoke(spent, { client }))
    if (control.status >= 300) blocked(`nothing is revoked with the right secret either: ${control.describe()}`)
    law.each(seen, ({ answer, about, codes }) => law(answer, { about, tolerated: silently(answer) }).refuses(...codes))
  },
})

const alive = 'an access token that is still live'

type Looking = Pick<Context, 'op' | 'target'>

/** Whether an access token works, as far as anybody can be asked: a JWT that the resource checks by itself outlives its end. */
async function works({ op, target }: Looking, { access_token: token }: Tokens): Promise<boolean> {
  if (target.has('introspection')) return (await op.introspect(token)).json?.['active'] === true
  if (!target.has('resource') || op.claims(token) !== undefined) return false
  return isSuccess(await op.resource(token))
}

/** As works, of a token that was seen to; what has only expired blocks the check. */
async function isAlive(context: Looking & Pick<Context, 'expired'>, step: Step, tokens: Tokens): Promise<boolean> {
  const live = await step(() => works(context, tokens))
  if (!live) context.expired.accessToken(tokens)
  return live
}

type Revoking = Pick<Context, 'op' | 'nearMiss'>
type Ways = Context<'bare' | 'wrong' | 'nameless'>['step']

/** The answers to revocations of these tokens in the name of the client, without what proves it. */
async function unproven({ op, nearMiss }: Revoking, step: Ways, client: Client, tokens: readonly string[]) {
  const secret = nearMiss(client.client_secret ?? 'key')
  const [bare, wrong, nameless]: [Answer[], Answer[], Answer[]] = [[], [], []]
  for (const token of tokens) {
    bare.push(await step.bare(() => op.revoke(token, { client, auth: 'none' })))
    wrong.push(await step.wrong(() => op.revoke(token, { client, secret })))
    nameless.push(await step.nameless(() => op.revoke(token, { client, auth: 'nothing' })))
  }
  return [
    ...bare.map((answer) => ({ answer, about: 'client_id only', codes: ['invalid_client'] })),
    ...wrong.map((answer) => ({ answer, about: 'a wrong secret', codes: ['invalid_client'] })),
    ...nameless.map((answer) => ({ answer, about: 'a request without client', codes: ofNobody })),
  ]
}

const ofNobody = ['invalid_client', 'invalid_request']

/** Whether the client may use the endpoint at all; what is said of an unknown token has a check of its own. */
const isOfService = ({ status, error }: Answer): boolean =>
  status < 300 || (status < 500 && ![401, 403, 429].includes(status) && !error?.endsWith('_client'))

const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300

const silently = ({ status }: Answer): string | undefined =>
  status < 300 ? 'nothing was revoked, only nobody is told' : undefined
