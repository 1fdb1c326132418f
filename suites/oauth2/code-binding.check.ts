import { check } from '../../harness/check.ts'
import type { AuthorizeOptions, Client, Target } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const boundToClient = check({
  id: 'code.bound-to-client',
  title: 'A code cannot be redeemed by another client',
  law: [must('RFC 6749', '4.1.3')],
  needs: ['authorization_code', 'second_client'],
  steps: {
    control: 'Complete a code flow with client A and redeem the code as A',
    code: 'Complete another code flow with client A',
    second:
      'Show that the credentials of client B are good: an unknown code is refused for the code, not for the client',
    crossed: "Redeem A's code with client B's own valid credentials",
    public: "Redeem another code of A's, where A is confidential, with the client_id of a public client alone",
  },
  holds: 'The crossed answers are refusals, 400 with error=invalid_grant',
  defect: 'code-client-unbound',
  caution:
    'A refusal with invalid_client or unauthorized_client is a warning, and as good as another for the public client.',
  async run({ op, step, law, target, notApplicable, blocked, random }) {
    const client = target.client('code')
    await step.control(() => op.userTokens({ client }))
    const code = await step.code(() => op.authorize({ client }))
    const second = target.client('second')
    if (!target.allows(second, 'authorization_code')) notApplicable('the second client has no authorization_code grant')
    const good = await step.second(() => op.redeem({ ...code, value: random(code.value.length) }, { client: second }))
    if (good.error === 'invalid_client') blocked('the credentials of the second client are refused')
    law(await step.crossed(() => op.redeem(code, { client: second }))).refuses('invalid_grant')
    const open = target.findClient('public')
    if (open === undefined || open === client) return
    const other = await step.code(() => op.authorize({ client, ...(target.has('pkce') ? { pkce: 'S256' } : {}) }))
    law(await step.public(() => op.redeem(other, { client: open })), {
      about: 'the client_id of a public client',
    }).refuses('invalid_grant', 'invalid_client', 'unauthorized_client')
  },
})

export const boundToPublicClient = check({
  id: 'code.bound-to-public-client',
  title: "A public client's code is refused for another client_id",
  law: [must('RFC 6749', '4.1.3')],
  needs: ['authorization_code', 'two_public_clients'],
  steps: {
    control: 'Complete a code flow with public client B and redeem the code',
    code: 'Complete a code flow with public client A',
    crossed: "Redeem A's code with the client_id of public client B, all else equal",
  },
  holds: 'The crossed answer is a refusal, 400 with error=invalid_grant',
  defect: 'code-public-client-unbound',
  async run({ op, step, law, target }) {
    const other = target.client('other_public')
    await step.control(() => op.userTokens({ client: other }))
    const code = await step.code(() => op.authorize({ client: target.client('public') }))
    law(await step.crossed(() => op.redeem(code, { client: other }))).refuses('invalid_grant')
  },
})

export const publicClientMustSendClientId = check({
  id: 'code.public-client-must-send-client-id',
  title: 'A public client cannot redeem a code without its client_id',
  law: [must('RFC 6749', '3.2.1')],
  needs: ['authorization_code', 'none'],
  steps: {
    control: 'Complete a code flow with a public client and redeem the code',
    code: 'Complete another one',
    nameless: 'Redeem the code without client_id and without any other sign of the client',
  },
  holds: 'The answer is a refusal with invalid_request or invalid_client',
  defect: 'code-client-id-optional',
  caution:
    'The MUST binds the client; the server needs the value to bind the code to it. Another 4xx error is a warning.',
  async run({ op, step, law, target }) {
    const client = target.client('public')
    await step.control(() => op.userTokens({ client }))
    const code = await step.code(() => op.authorize({ client }))
    law(await step.nameless(() => op.redeem(code, { auth: 'nothing' }))).refuses('invalid_request', 'invalid_client')
  },
})

export const redirectUriMismatch = check({
  id: 'code.redirect-uri-mismatch',
  title: 'A different redirect_uri in the token request is refused',
  law: [must('RFC 6749', '4.1.3')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow and redeem the code',
    code: 'Complete another one, once for every variant',
    altered:
      'Redeem it with another redirect_uri: one query parameter more, an unrelated URI, a character more or less at its end, another case, and one query parameter more where PKCE was used and where the client is public',
  },
  holds: 'All answers are refusals, 400 with error=invalid_grant',
  defect: 'code-redirect-uri-unchecked',
  caution:
    'OAuth 2.1 drops the parameter: under its profile a token for a flow with PKCE is a warning. invalid_request is a warning.',
  async run({ op, step, law, profile, target }) {
    await step.control(() => op.userTokens())
    for (const { options, elsewhere } of mismatches(target)) {
      const code = await step.code(() => op.authorize(options))
      const redirectUri = elsewhere(code.redirectUri)
      if (namesTheSame(redirectUri, code.redirectUri)) continue
      const answer = await step.altered(() => op.redeem({ ...code, redirectUri }))
      const dropped = profile === 'oauth-2.1' && code.verifier !== undefined
      law(answer, {
        tolerated: dropped ? 'PKCE binds the code, and OAuth 2.1 drops the parameter' : undefined,
      }).refuses('invalid_grant')
    }
  },
})

export const redirectUriMissing = check({
  id: 'code.redirect-uri-missing',
  title: 'When redirect_uri was in the authorization request the token request must repeat it',
  law: [must('RFC 6749', '4.1.3')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow and redeem the code, with a public client as well where there is one',
    code: 'Complete another one with redirect_uri',
    without: 'Redeem the code without redirect_uri',
  },
  holds: 'Each answer is a refusal, 400 with error=invalid_grant or invalid_request',
  defect: 'code-redirect-uri-optional',
  caution:
    'A warning when the client has exactly one redirect URI, when PKCE was used, since OAuth 2.1 drops the parameter, or where the documentation of the server promises to do without it.',
  async run({ op, step, law, target }) {
    const seen = []
    for (const client of severalAndPublic(target)) {
      await step.control(() => op.userTokens({ client }))
      const code = await step.code(() => op.authorize({ client }))
      seen.push({ code, answer: await step.without(() => op.redeem(code, { set: { redirect_uri: null } })) })
    }
    const promised = target.has('redirect_uri_optional') ? 'the documentation redeems codes without it' : undefined
    law.each(seen, ({ code: { client, verifier }, answer }) => {
      const single = client.redirect_uris.length > 1 ? undefined : 'the client has a single registered redirect URI'
      const bound = verifier === undefined ? undefined : 'PKCE binds the code, and OAuth 2.1 drops the parameter'
      const about = `a code of client ${client.name}`
      law(answer, { about, tolerated: promised ?? single ?? bound }).refuses('invalid_grant', 'invalid_request')
    })
  },
})

export const clientAuthenticationFirst = check({
  id: 'code.client-authentication-first',
  title: 'A confidential client cannot redeem its code without authentication',
  law: [must('RFC 6749', '4.1.3')],
  needs: ['authorization_code', 'confidential_client'],
  steps: {
    control: 'Complete a code flow with a confidential client and redeem the code',
    code: 'Complete another one, once for every variant',
    bare: 'Redeem it with client_id only',
    wrong: 'Redeem it with a wrong secret',
  },
  holds: 'Both answers are refusals with error=invalid_client',
  defect: 'code-without-client-authentication',
  caution: 'Another error code is a warning. The client must be registered as confidential.',
  async run({ op, step, law, target, notApplicable, random }) {
    const client = target.client('confidential')
    if (!target.allows(client, 'authorization_code'))
      notApplicable('no client with a client_secret has the authorization_code grant')
    await step.control(() => op.userTokens({ client }))
    // With PKCE a server may take any client for a public one.
    const first = await step.code(() => op.authorize({ client, ...(target.has('pkce') && { pkce: 'S256' }) }))
    law(await step.bare(() => op.redeem(first, { auth: 'none' }))).refuses('invalid_client')
    const second = await step.code(() => op.authorize({ client }))
    law(await step.wrong(() => op.redeem(second, { secret: random(40) }))).refuses('invalid_client')
  },
})

const queried = (uri: string): string => `${uri}${uri.includes('?') ? '&' : '?'}assay=1`

const otherUris: readonly ((uri: string) => string)[] = [
  queried,
  () => 'https://elsewhere.example/cb',
  (uri) => `${uri}/`,
  (uri) => uri.slice(0, -1),
  (uri) => uri.replace(/(?<=^\w+:\/\/[^/]*\/)[^?#]*/, (path) => path.toUpperCase()),
]

interface Mismatch {
  readonly options: AuthorizeOptions
  readonly elsewhere: (uri: string) => string
}

/** Every other URI with the usual client, and one for each flow that servers often redeem in code of its own. */
function mismatches(target: Target): readonly Mismatch[] {
  const bound: readonly AuthorizeOptions[] = target.has('pkce') ? [{ pkce: 'S256' }] : []
  const open = target.kinds('code').slice(1)
  return [
    ...otherUris.map((elsewhere) => ({ options: {}, elsewhere })),
    ...[...bound, ...open.map((client) => ({ client }))].map((options) => ({ options, elsewhere: queried })),
  ]
}

/** A client with several redirect URIs where there is one, and a public one. */
function severalAndPublic(target: Target): readonly Client[] {
  const [usual, ...open] = target.kinds('code')
  const several = target.clients.find(
    (each) => target.allows(each, 'authorization_code') && each.redirect_uris.length > 1,
  )
  return [...new Set([several ?? usual ?? target.client('code'), ...open])]
}

/** Whether two URIs differ in nothing that matters to a browser, which proves too little. */
const namesTheSame = (one: string, other: string): boolean =>
  one === other || (URL.canParse(one) && new URL(one).href === new URL(other).href)
