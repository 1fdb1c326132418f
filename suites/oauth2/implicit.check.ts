import { check } from '../../harness/check.ts'
import type { ClientResponse, Walk } from '../../harness/context.ts'
import { must, security, should } from '../../harness/law.ts'

export const disabled = check({
  id: 'implicit.disabled',
  title: 'The implicit grant is not offered',
  law: [should('RFC 9700', '2.1.2')],
  needs: ['authorization'],
  steps: {
    control: 'Complete a code flow, where there is a client for it',
    token: 'Send the authorization request with response_type=token',
  },
  holds: 'The request is refused, and no access_token arrives in the redirect',
  defect: 'implicit-enabled',
  caution:
    'RFC 9700 speaks to the client and makes an exception where injection and leakage are prevented. A client that is declared for the implicit grant is asked first.',
  async run({ op, step, law, target, note, notApplicable }) {
    const client = target.findClient('implicit') ?? target.findClient('code')
    if (client === undefined) return notApplicable('add a client with redirect_uris')
    if (target.has('authorization_code')) await step.control(() => op.authorize())
    const pkce = target.has('pkce') ? 'S256' : 'omit'
    const walk = await step.token(() => op.walk({ client, pkce, parameters: { response_type: 'token' } }))
    const expected = 'no access_token in a redirect'
    const part = target.findClient('implicit') ? ', by a grant that the target file declares' : ''
    law.that(!carries(walk, 'access_token'), { expected, actual: `an access_token in the redirect${part}` })
    const listed = target.metadata['response_types_supported']
    if (Array.isArray(listed) && listed.includes('token')) note('response_types_supported lists token')
    if (walk.landing.kind === 'code') return note('the answer to response_type=token is a code')
    law(walk.landing).refuses('unsupported_response_type', 'unauthorized_client', 'invalid_request')
  },
})

export const tokenInFragment = check({
  id: 'implicit.token-in-fragment',
  title: 'The token of the implicit grant is returned in the fragment',
  law: [must('RFC 6749', '4.2.2')],
  needs: ['implicit'],
  steps: { flow: 'Complete an implicit flow' },
  holds: 'The redirect has access_token in its fragment and nowhere else',
  defect: 'implicit-token-in-query',
  async run({ op, step, law }) {
    const { url, how } = await step.flow(() => op.implicitToken())
    const places = [
      ...(how === 'form_post' ? ['a form'] : []),
      ...(new URL(url).searchParams.has('access_token') ? ['the query'] : []),
    ]
    law.that(places.length === 0, {
      expected: 'access_token in the fragment alone',
      actual: `access_token in ${places.join(' and ')}`,
    })
  },
})

export const responseParameters = check({
  id: 'implicit.response-parameters',
  title: 'The implicit response has access_token, token_type and the state',
  law: [must('RFC 6749', '4.2.2')],
  needs: ['implicit'],
  steps: { flow: 'Complete an implicit flow with a random state' },
  holds:
    'The response has access_token, token_type and the very state once each, expires_in as a number of seconds, and no code',
  defect: 'oauth-implicit-token-type-missing',
  caution: 'A missing expires_in is a warning: it is recommended only.',
  async run({ op, step, law, random }) {
    const state = random(32)
    const { parameters } = await step.flow(() => op.implicitToken({ parameters: { state } }))
    const said = (name: string): string => `${parameters.getAll(name).length} times ${name}`
    for (const name of ['access_token', 'token_type', 'state']) {
      law.that(parameters.getAll(name).length === 1, { expected: `${name} once`, actual: said(name) })
    }
    law.that(parameters.get('state') === state, { expected: 'the state that was sent', actual: 'another state' })
    law.that(!parameters.has('code'), { expected: 'no code beside the token', actual: said('code') })
    const seconds = parameters.getAll('expires_in')
    const tolerated = seconds.length === 0 ? 'expires_in is recommended only' : undefined
    const actual = seconds.length === 0 ? 'no expires_in' : `expires_in is ${seconds.join(' and ')}`
    const expected = 'expires_in once, in whole seconds'
    law.that(seconds.length === 1 && /^\d+$/.test(seconds[0] ?? ''), { expected, actual, tolerated })
  },
})

export const scopeReported = check({
  id: 'implicit.scope-reported',
  title: 'The implicit response names the scope where it differs from the requested one',
  law: [must('RFC 6749', '4.2.2')],
  needs: ['implicit', 'two_scopes'],
  steps: {
    control: 'Complete an implicit flow for a known scope',
    more: 'Complete another one for that scope and a made-up one',
    covered: 'Read what the token covers, by introspection or in its claims',
  },
  holds: 'The response has a scope member, or the request is refused with invalid_scope',
  defect: 'implicit-scope-not-reported',
  caution:
    'Where nothing tells what the token covers a missing scope is a warning. Not applicable where any scope is granted.',
  async run({ op, step, law, target, random, notApplicable }) {
    const [unknown, known] = [`assay${random(8)}`, target.scopes[0] ?? '']
    await step.control(() => op.implicitToken({ scope: known }))
    const { response, landing } = await step.more(() => op.implicit({ scope: `${known} ${unknown}` }))
    const token = response?.parameters.get('access_token')
    if (response === undefined || !token) return law(landing).refuses('invalid_scope')
    if (response.parameters.has('scope')) return
    const covered = await step.covered(() => op.tokenScope(token))
    if (covered?.includes(unknown) === true) notApplicable('the server grants whatever scope it is asked for')
    const tolerated = covered === undefined ? 'nothing tells what the token covers' : undefined
    const actual = `no scope, and the token covers ${covered?.join(' ') ?? 'who knows what'}`
    law.that(false, { expected: `scope in the answer to ${known} ${unknown}`, actual, tolerated })
  },
})

export const noRefreshToken = check({
  id: 'implicit.no-refresh-token',
  title: 'The implicit grant issues no refresh token',
  law: [must('RFC 6749', '4.2.2')],
  needs: ['implicit'],
  steps: {
    flow: 'Complete an implicit flow',
    offline: 'Complete another one with offline_access in its scope, where the server has that scope',
  },
  holds: 'No redirect carries a refresh_token',
  defect: 'oauth-implicit-refresh-token',
  async run({ op, step, law, target }) {
    const responses: (ClientResponse | undefined)[] = [await step.flow(() => op.implicitToken())]
    if (target.has('offline_access')) {
      const scope = [target.scopes[0], 'offline_access'].filter(Boolean).join(' ')
      responses.push((await step.offline(() => op.implicit({ scope }))).response)
    }
    const given = responses.some((response) => response?.parameters.has('refresh_token'))
    law.that(!given, { expected: 'no refresh_token in the redirect', actual: 'a refresh_token in the redirect' })
  },
})

export const errorInFragment = check({
  id: 'implicit.error-in-fragment',
  title: 'Errors of an implicit request are returned in the fragment',
  law: [must('RFC 6749', '4.2.2.1')],
  needs: ['implicit'],
  steps: {
    control: 'Complete an implicit flow',
    scope: 'Ask again with a malformed scope',
    denial: 'If that gives no error to the client, ask as a user who says no',
  },
  holds: 'The fragment of the redirect has error and the state, and its query has no error',
  defect: 'oauth-implicit-error-in-query',
  caution: 'Not applicable where the server shows a page instead.',
  async run({ op, step, law, random, notApplicable }) {
    await step.control(() => op.implicitToken())
    const parameters = { state: random(32) }
    let walk = await step.scope(() => op.implicit({ scope: '"assay\\', parameters }))
    if (!carries(walk, 'error'))
      walk = await step.denial(() => op.implicit({ visitor: 'fresh', consent: 'deny', parameters }))
    if (walk.response === undefined || !carries(walk, 'error')) return notApplicable('no error reaches the client')
    const { searchParams, hash } = new URL(walk.response.url)
    const fragment = new URLSearchParams(hash.slice(1))
    const where = searchParams.has('error') ? 'in the query' : walk.response.how === 'form_post' ? 'in a form' : ''
    const expected = 'error and state in the fragment'
    law.that(fragment.has('error') && where === '', { expected, actual: `error ${where}` })
    law.that(fragment.get('state') === parameters.state, { expected, actual: 'error without the state that was sent' })
  },
})

export const redirectUriChecked = check({
  id: 'implicit.redirect-uri-checked',
  title: 'The token is sent to a registered redirect URI only',
  law: [must('RFC 6749', '4.2.1')],
  needs: ['implicit'],
  steps: {
    control: 'Complete an implicit flow',
    altered: 'Ask again with the redirect_uri on another host, with a longer path, with a query and with a fragment',
  },
  holds: 'Each request ends on an error page',
  defect: 'implicit-redirect-unchecked',
  caution: 'The URI in the target file must be registered in full, or the longer path and the query prove nothing.',
  async run({ op, step, law, target }) {
    const client = target.client('implicit')
    const [uri = ''] = client.redirect_uris
    await step.control(() => op.implicitToken({ client, redirectUri: uri }))
    const walks: { about: string; asked: string; walk: Walk }[] = []
    for (const [about, asked] of Object.entries(altered(uri))) {
      walks.push({ about, asked, walk: await step.altered(() => op.implicit({ client, redirectUri: asked })) })
    }
    law.each(walks, ({ about, asked, walk }) => {
      const expected = 'an error page, since this redirect_uri is not registered'
      const actual = `a redirect with an access_token, asked with ${about}`
      law.that(!carries(walk, 'access_token'), { expected, actual })
      law.staysHome({ about, asked, registered: client.redirect_uris, landing: walk.landing })
    })
  },
})

export const queryModeRefused = check({
  id: 'implicit.query-mode-refused',
  title: 'The token cannot be moved into the query',
  law: [security('RFC 9700', '4.3.2')],
  needs: ['implicit'],
  steps: {
    control: 'Complete an implicit flow',
    query: 'Ask again with response_mode=query',
  },
  holds: 'The request is refused, or its token comes in the fragment all the same',
  defect: 'implicit-query-mode-honoured',
  async run({ op, step, law }) {
    await step.control(() => op.implicitToken())
    const { response, landing } = await step.query(() => op.implicit({ parameters: { response_mode: 'query' } }))
    const query = response === undefined ? undefined : new URL(response.url).searchParams
    law.that(query?.has('access_token') !== true, {
      expected: 'an error, or access_token in the fragment',
      actual: 'access_token in the query',
    })
    if (landing.kind === 'page') law(landing).refuses('invalid_request')
  },
})

function carries({ response }: Walk, name: string): boolean {
  return response?.parameters.has(name) === true
}

function altered(uri: string): Readonly<Record<string, string>> {
  const [base = '', query] = uri.split('?')
  const search = query === undefined ? '' : `?${query}`
  return {
    'another host': `https://elsewhere.example${new URL(uri).pathname}${search}`,
    'a longer path': `${base.replace(/\/$/, '')}/assay${search}`,
    'a query': `${uri}${query === undefined ? '?' : '&'}assay=1`,
    'a fragment': `${uri}#assay`,
  }
}
