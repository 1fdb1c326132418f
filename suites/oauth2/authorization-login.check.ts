import { check } from '../../harness/check.ts'
import type { Answer, Client, Context, Target, Walk } from '../../harness/context.ts'
import { must, security, should } from '../../harness/law.ts'

export const resourceOwnerAuthenticatedFirst = check({
  id: 'authz.resource-owner-authenticated-first',
  title: 'No code or token is issued before the user has been identified',
  law: [must('RFC 6749', '3.1')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow with a login',
    anonymous:
      'Send the same request without cookies and fill in no form; then with prompt=none, and with the user as login_hint',
  },
  holds: 'The second walk ends on a page of the server, and the others bring neither code nor token',
  defect: 'login-skipped',
  caution:
    'Development servers with a built-in user, and servers that know the user from the network or a certificate, do this on purpose.',
  async run({ op, step, law, target, blocked }) {
    const like = await step.control(() => op.authorize())
    const anonymous = (parameters: Record<string, string>) =>
      step.anonymous(() => op.walk({ like, visitor: 'anonymous', parameters }))
    const plain = await anonymous({})
    const [login_hint = ''] = target.users.map(({ username }) => username)
    const walks = [
      { walk: plain, about: '' },
      { walk: await anonymous({ prompt: 'none' }), about: ' to prompt=none' },
      { walk: await anonymous({ login_hint }), about: ' to a login_hint' },
    ]
    law.each(walks, ({ walk: { response }, about }) => {
      const given = ['code', 'access_token', 'id_token'].filter((name) => response?.parameters.has(name))
      const actual = `a redirect with ${given.join(' and ')}${about}`
      law.that(given.length === 0, { expected: 'no code and no token before a login', actual })
    })
    if (plain.landing.kind === 'error') blocked(`nobody was asked to log in: error=${plain.landing.error}`)
  },
})

export const accessDenied = check({
  id: 'authz.access-denied',
  title: 'When the user refuses, the client gets access_denied',
  law: [must('RFC 6749', '4.1.2.1')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow and agree on the consent page',
    denied: 'Log in anew and say no on the consent page; where none shows up, once more with prompt=consent',
  },
  holds: 'The redirect carries error=access_denied and no code',
  defect: 'denial-wrong-error',
  caution:
    'OpenID Connect codes such as consent_required, and an end on a page of the server, are warnings. Not applicable where no page asks for consent or none offers to refuse.',
  async run({ op, step, law, notApplicable }) {
    const like = await step.control(() => op.authorize())
    const deny = (parameters: Record<string, string>) =>
      op.walk({ like, visitor: 'fresh', consent: 'deny', parameters })
    const first = await step.denied(() => deny({}))
    const walk = saidNo(first) ? first : await step.denied(() => deny({ prompt: 'consent' }))
    if (!saidNo(walk)) return notApplicable('no page offered to refuse: register a client that needs consent')
    const expected = 'a redirect with error=access_denied'
    law.that(walk.landing.kind !== 'code', { expected, actual: 'a redirect with a code' })
    const { error, crash } = endOf(walk)
    law.that(!crash, { expected, actual: 'a failure of the server (5xx)' })
    const tolerated = error === undefined ? 'the walk ends on a page of the server' : excuses[error]
    law.that(error === 'access_denied', { expected, actual: `error=${error ?? 'none, but a page'}`, tolerated })
  },
})

export const credentialRedirectNot307 = check({
  id: 'authz.credential-redirect-not-307',
  title: 'After the login form is posted the server does not redirect with 307 or 308',
  law: [must('RFC 9700', '4.12')],
  needs: ['authorization_code'],
  steps: { login: 'Log in and consent anew, and look at each redirect that answers a POST' },
  holds: 'No redirect after a POST has status 307 or 308',
  defect: 'login-redirect-307',
  caution:
    'The sentence names 307 only; 308 sends the body again in the same way. Between two pages of the server, and without credentials, it is a warning.',
  async run({ op, step, law, target, blocked, notApplicable }) {
    const walk = await step.login(() => op.walkAnew())
    const posts = postsOf(walk)
    if (posts.length === 0 && walk.lost !== undefined) blocked(walk.lost)
    if (posts.length === 0) return notApplicable('the walk through login and consent holds no POST')
    law.each(posts, (answer) => {
      const harmless = staysHome(answer) && !carriesCredentials(answer, target)
      law.that(answer.status !== 307 && answer.status !== 308, {
        expected: '303, 302 or a page after a POST',
        actual: `a redirect with status ${answer.status} after a POST`,
        tolerated: harmless ? 'it stays on the server, and the body holds no credentials' : undefined,
      })
    })
  },
})

export const credentialRedirect303 = check({
  id: 'authz.credential-redirect-303',
  title: 'Redirects after a credential POST use 303',
  law: [should('RFC 9700', '4.12')],
  needs: ['authorization_code'],
  steps: { login: 'Log in and consent anew, and look at each redirect that answers a POST' },
  holds: 'Each has status 303',
  defect: 'login-redirect-302',
  caution: 'The classic 302 is harmless in practice. 307 and 308 are judged by a check of their own.',
  async run({ op, step, law, blocked, notApplicable }) {
    const walk = await step.login(() => op.walkAnew())
    const posts = postsOf(walk)
    if (posts.length === 0 && walk.lost !== undefined) blocked(walk.lost)
    if (posts.length === 0) return notApplicable('the walk through login and consent holds no POST')
    law.each(posts, ({ status }) =>
      law.that(status !== 301 && status !== 302, { expected: '303', actual: `a redirect with status ${status}` }),
    )
  },
})

export const credentialsNotInUrl = check({
  id: 'authz.credentials-not-in-url',
  title: 'User credentials never appear in a URL',
  law: [security('RFC 9700', '4.3')],
  needs: ['authorization_code'],
  steps: { login: 'Log in anew, and look at every address of the walk' },
  holds: 'No address holds the password',
  defect: 'login-form-get',
  caution: 'The username may stand in a login_hint. Not applicable to a user without a password.',
  async run({ op, step, law, target, blocked, notApplicable }) {
    const password = target.users[0]?.password
    if (password === undefined) return notApplicable('the user has no password: add users with a password')
    const { answers, lost } = await step.login(() => op.walkAnew())
    const typed = answers.some(({ request }) => holds(request.body, password) || holds(request.url, password))
    if (!typed && lost !== undefined) blocked(lost)
    if (!typed) notApplicable('the walk asked for no password')
    const urls = answers.flatMap((answer) => [answer.request.url, answer.header('location') ?? ''])
    const leaked = urls.find((url) => holds(url, password))
    const actual = `the password in an address at ${leaked?.split('?', 1)[0]?.replaceAll(/[^/]{16,}/g, '…')}`
    law.that(leaked === undefined, { expected: 'the password in no address', actual })
  },
})

export const csrfProtection = check({
  id: 'authz.csrf-protection',
  title: 'The consent submission is protected against cross-site request forgery',
  law: [must('RFC 6749', '10.12')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow by the forms of the server',
    stranger: 'Walk to the last form anew, and send it from a browser without cookies',
    crossSite:
      'Walk there again, and send it as another site would: a foreign Origin, no cookie that keeps to its site, nothing of the form that looks like a secret',
  },
  holds: 'Neither submission leads to a code',
  defect: 'consent-csrf',
  caution:
    'A secret in the form, a look at Origin, and SameSite cookies are all lawful ways. Values that merely repeat the request are left alone. Where the last form is the login itself a code is a warning. Not applicable when the walk has no form.',
  async run({ op, step, law, target, notApplicable }) {
    const like = await step.control(() => op.authorize())
    const stranger = await step.stranger(() => op.forge({ like }, 'no cookies'))
    const crossSite = await step.crossSite(() => op.forge({ like }, 'own browser'))
    if (stranger === undefined || crossSite === undefined) return notApplicable('the walk has no form to be sent')
    const seen = { 'from a browser without cookies': stranger, 'from another site': crossSite }
    law.each(Object.entries(seen), ([whence, { landing, answers }]) => {
      const login = answers.slice(0, 1).some((answer) => carriesCredentials(answer, target))
      const tolerated = login ? 'the form carries credentials, which a stranger does not have' : undefined
      law.that(landing.kind !== 'code', {
        expected: 'no code',
        actual: `a code for the form sent ${whence}`,
        tolerated,
      })
    })
  },
})

export const consentRepeatedForPublicClient = check({
  id: 'authz.consent-repeated-for-public-client',
  title: 'A public client does not get a code without any user interaction on a redirect URI that anybody could hold',
  law: [should('RFC 6749', '10.2'), should('RFC 8252', '8.6')],
  needs: ['authorization_code', 'none'],
  steps: {
    first: 'Complete a flow with a public client that has a loopback or private-use redirect_uri',
    second: 'Start another in the same session',
  },
  holds: 'The second flow asks the user for something, or ends with an error',
  defect: 'auto-consent-public',
  caution: 'Only recommended. Consent that is remembered for a claimed https address of a known client is fine.',
  async run({ op, step, law, target, notApplicable }) {
    const [client, redirectUri] = openToAnybody(target) ?? []
    if (client === undefined || redirectUri === undefined)
      return notApplicable('no public client has a loopback or private-use redirect_uri: add one')
    const like = await step.first(() => op.authorize({ client, redirectUri }))
    const walk = await step.second(() => op.walk({ like, redirectUri }))
    law.that(walk.landing.kind !== 'code' || postsOf(walk).length > 0, {
      expected: 'a page that asks the user, or an error',
      actual: 'a code without any interaction',
    })
  },
})

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost'])

/** A public client with a redirect_uri that any program on the user's device can receive. */
function openToAnybody({ clients, allows }: Target): readonly [Client, string] | undefined {
  return clients
    .filter((client) => client.token_endpoint_auth_method === 'none' && allows(client, 'authorization_code'))
    .flatMap((client) => client.redirect_uris.map((uri) => [client, uri] as const))
    .find(
      ([, uri]) =>
        URL.canParse(uri) && (!/^https?:$/.test(new URL(uri).protocol) || loopback.has(new URL(uri).hostname)),
    )
}

const known = 'a deviation known from servers in the field'

const excuses: Readonly<Record<string, string>> = {
  consent_required: known,
  interaction_required: known,
  login_required: known,
  account_selection_required: known,
}

function saidNo({ deeds }: Walk): boolean {
  return deeds.some((did) => /(?:^|, )(?:denied|agreed to nothing)/.test(did))
}

function endOf({ landing }: Walk): { error: string | undefined; crash: boolean } {
  return {
    error: landing.kind === 'error' ? landing.error : undefined,
    crash: landing.kind === 'page' && landing.status >= 500,
  }
}

function postsOf({ answers }: Walk): readonly Answer[] {
  return answers.filter(({ request }) => request.method === 'POST')
}

function staysHome({ request, ...answer }: Answer): boolean {
  const location = answer.headers.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? ''
  return URL.canParse(location, request.url) && new URL(location, request.url).origin === new URL(request.url).origin
}

function carriesCredentials({ request }: Answer, { users }: Context['target']): boolean {
  const [person] = users
  return [person?.password, person?.username].some((each) => each !== undefined && holds(request.body, each))
}

/** Whether form-encoded text holds a value. */
function holds(text: string | undefined, value: string): boolean {
  const encoded = new URLSearchParams({ v: value }).toString().slice(2)
  return text !== undefined && [value, encoded, encodeURIComponent(value)].some((each) => text.includes(each))
}
