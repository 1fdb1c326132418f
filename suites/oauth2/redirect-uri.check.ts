import { check } from '../../harness/check.ts'
import type { AuthorizeOptions, Client, Landing, Target } from '../../harness/context.ts'
import { must, security, should } from '../../harness/law.ts'

export const unregisteredHostRefused = check({
  id: 'redirect-uri.unregistered-host-refused',
  title: 'A redirect URI on another host is refused',
  law: [must('RFC 6749', '3.1.2.3')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow with a registered redirect_uri, with a public client as well where there is one',
    elsewhere:
      'Ask again with an https URI on another host, with the registered path, then with another, and with URIs of this machine that are not registered',
  },
  holds: 'Each request ends on an error page',
  defect: 'redirect-any-host',
  async run({ op, step, law, target }) {
    const seen = []
    for (const client of target.kinds('code')) {
      const code = await step.control(() => op.authorize({ client }))
      const path = /^https?:\/\/[^/]*([^?#]*)/i.exec(code.redirectUri)?.[1] ?? '/'
      const uris: Readonly<Record<string, string>> = {
        [`the registered path on another host by client ${client.name}`]: `https://elsewhere.example${path}`,
        [`another path on another host by client ${client.name}`]: 'https://elsewhere.example/assay',
        ...(seen.length === 0 ? local : {}),
      }
      seen.push(...(await step.elsewhere(() => op.redirectTo(code, uris))))
    }
    law.each(seen, (each) => law.staysHome(each))
  },
})

export const invalidNeverRedirects = check({
  id: 'redirect-uri.invalid-never-redirects',
  title: 'Errors are never delivered to an invalid redirect URI',
  law: [must('RFC 6749', '3.1.2.4')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow with a registered redirect_uri',
    responseType: 'Ask with an unregistered redirect_uri and an unknown response_type',
    scope: 'Ask with an unregistered redirect_uri and a malformed scope',
    state: 'Ask with an unregistered redirect_uri and state twice',
    pkce: 'Ask with an unregistered redirect_uri and no code_challenge',
    none: 'Ask with an unregistered redirect_uri and prompt=none',
    post: 'Send a request with an unregistered redirect_uri by POST',
  },
  holds: 'Each request ends on an error page',
  defect: 'redirect-error-to-invalid',
  async run({ op, step, law }) {
    const code = await step.control(() => op.authorize())
    const ask = (about: Mistake) => op.redirectTo(code, { [about]: 'https://elsewhere.example/assay' }, mistakes[about])
    const walks = [
      await step.responseType(() => ask('an unknown response_type')),
      await step.scope(() => ask('a malformed scope')),
      await step.state(() => ask('state twice')),
      await step.pkce(() => ask('no code_challenge')),
      await step.none(() => ask('prompt=none')),
      await step.post(() => ask('POST')),
    ]
    law.each(walks.flat().filter(isTelling), (each) => law.staysHome(each))
  },
})

/** Second mistakes, and ways to send the first, that servers often look at before the redirect_uri. */
const mistakes = {
  'an unknown response_type': { parameters: { response_type: 'assay' } },
  'a malformed scope': { parameters: { scope: '"assay\\' } },
  'state twice': { repeat: { name: 'state', values: (right) => [right, 'assay'] } },
  'no code_challenge': { parameters: { code_challenge: null, code_challenge_method: null } },
  'prompt=none': { parameters: { prompt: 'none' } },
  POST: { method: 'POST' },
} as const satisfies Readonly<Record<string, AuthorizeOptions>>

type Mistake = keyof typeof mistakes

/** Servers need not take POST, nor know what prompt means: a page of their own says nothing against them. */
const isTelling = ({ about, landing }: { about: string; landing: Landing }): boolean =>
  landing.kind !== 'page' || !['prompt=none', 'POST'].includes(about)

export const noDefaultFallback = check({
  id: 'redirect-uri.no-default-fallback',
  title: 'An invalid redirect URI does not fall back to a registered one',
  law: [security('RFC 6749', '3.1.2.4')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow with a registered redirect_uri',
    invalid: 'Ask again with a redirect_uri that is not registered',
  },
  holds: 'The request ends on an error page, and nothing arrives at the registered URI',
  defect: 'redirect-default-fallback',
  caution: 'An error that arrives at the registered URI, without a code, is a warning.',
  async run({ op, step, law, notApplicable }) {
    const code = await step.control(() => op.authorize())
    const uris = { 'an unregistered URI': 'https://elsewhere.example/assay' }
    const walks = await step.invalid(() => op.redirectTo(code, uris))
    const elsewhere = walks.some(({ landing }) => landing.url.startsWith('https://elsewhere.example/'))
    if (elsewhere) notApplicable('it ends where it was asked to (see redirect-uri.unregistered-host-refused)')
    law.each(walks, (each) => {
      law.that(each.landing.kind !== 'code', {
        expected: 'an error page, since this redirect_uri is not registered',
        actual: `a redirect with a code, asked with ${each.about}`,
      })
      law.staysHome(each)
    })
  },
})

export const userInformed = check({
  id: 'redirect-uri.user-informed',
  title: 'The user sees an error for an invalid redirect URI',
  law: [should('RFC 6749', '3.1.2.4')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow with a registered redirect_uri',
    invalid: 'Ask again with a redirect_uri that is not registered and look at the page',
  },
  holds: 'The page has some content; any status will do',
  defect: 'redirect-error-blank-page',
  caution: 'What a page of scripts shows cannot be seen without a browser, so any content counts.',
  async run({ op, step, law, notApplicable }) {
    const { client } = await step.control(() => op.authorize())
    const asked = { client, redirectUri: 'https://elsewhere.example/assay', pkce: 'S256' } as const
    const { landing, answers } = await step.invalid(() => op.walk(asked))
    if (landing.kind !== 'page' || landing.pushed !== undefined) notApplicable(noPage)
    const page = answers.at(-1)
    const content = page?.body.replaceAll(/<(?!script)[^>]*>|\s/gi, '') ?? ''
    law.that(content !== '', {
      expected: 'an error page with some content',
      actual: page?.describe() ?? 'no answer',
    })
  },
})

export const twoRegisteredBothWork = check({
  id: 'redirect-uri.two-registered-both-work',
  title: 'Every registered redirect URI of a client can be used',
  law: [must('RFC 6749', '3.1.2.3')],
  needs: ['authorization_code', 'second_redirect_uri'],
  steps: {
    control: 'Complete a code flow with the first registered redirect_uri and redeem the code',
    second: 'Send an authorization request with the second one',
    redeemed: 'Redeem that code with the same redirect_uri',
  },
  holds: 'The second code arrives at the URI asked for and is redeemed as well',
  defect: 'redirect-only-first-works',
  async run({ op, step, law, target }) {
    const client = severalUris(target)
    const [first = '', second = ''] = client.redirect_uris
    await step.control(() => op.userTokens({ client, redirectUri: first }))
    const landing = await step.second(() => op.authorization({ client, redirectUri: second }))
    const there = landing.kind === 'code' && bare(landing.url) === bare(second)
    law.that(there, {
      expected: 'a code that arrives at the second registered redirect_uri',
      actual:
        landing.kind === 'page' ? `a page with status ${landing.status}` : `a redirect elsewhere, or with an error`,
    })
    if (landing.kind === 'code') law(await step.redeemed(() => op.redeem(landing.code))).grants()
  },
})

export const missingWithSeveral = check({
  id: 'redirect-uri.missing-with-several',
  title: 'redirect_uri must be present when several are registered',
  law: [must('RFC 6749', '3.1.2.3'), must('OIDC Core 1.0', '3.1.2.1')],
  needs: ['authorization_code', 'second_redirect_uri'],
  steps: {
    control: 'Complete a code flow with a client that has several redirect URIs',
    without: 'Ask again without redirect_uri',
  },
  holds: 'The request ends on an error page',
  defect: 'redirect-first-when-missing',
  caution:
    "The MUST binds the client. A server that uses a default of the client's is a warning, but for OpenID requests, where the parameter is required.",
  async run({ op, step, law, target }) {
    const client = severalUris(target)
    const usual = target.scopes[0] ?? ''
    const openid = target.has('openid') && { scope: [...new Set(['openid', ...usual.split(' ')])].join(' ').trim() }
    const options = { client, ...(openid === false ? {} : openid) }
    await step.control(() => op.authorize(options))
    const parameters = { redirect_uri: null }
    const landing = await step.without(() => op.authorization({ ...options, parameters }))
    law(landing, {
      tolerated: openid === false ? 'OAuth lets a server use a default redirect_uri of the client' : undefined,
    }).refuses('invalid_request')
  },
})

export const missingWithOne = check({
  id: 'redirect-uri.missing-with-one',
  title: 'A code that was issued without redirect_uri is redeemed without it',
  law: [must('RFC 6749', '4.1.3')],
  needs: ['authorization_code', 'one_redirect_uri'],
  steps: {
    control: 'Complete a code flow with a client that has one redirect URI, and redeem the code',
    without: 'Ask again without redirect_uri',
    redeemed: 'Where a code arrives: redeem it without redirect_uri',
    named: 'Where that is refused: redeem the code of another such request with the registered URI',
  },
  holds: 'The authorization request is refused at once, or its code is redeemed without redirect_uri',
  defect: 'redirect-omitted-breaks-token',
  caution: 'OpenID Connect demands the parameter in the authorization request, so a refusal there is right.',
  async run({ op, step, law, target, note }) {
    const client = target.client('one_redirect_uri')
    await step.control(() => op.userTokens({ client }))
    const omitted = { client, parameters: { redirect_uri: null } }
    const landing = await step.without(() => op.authorization(omitted))
    if (landing.kind !== 'code') return law(landing).refuses('invalid_request')
    const answer = await step.redeemed(() => op.redeem(landing.code, { set: { redirect_uri: null } }))
    if (!answer.hasToken) {
      const again = await step.named(async () => op.redeem(await op.authorize(omitted)))
      if (again.hasToken) note('the code of such a request is redeemed with the registered redirect_uri')
    }
    law(answer, { about: 'a token request without redirect_uri' }).grants()
  },
})

/** A client of the code grant with more than one redirect URI. */
function severalUris(target: Target): Client {
  const usual = target.client('code')
  const all = [usual, ...target.clients.filter((each) => target.allows(each, 'authorization_code'))]
  return all.find(({ redirect_uris }) => redirect_uris.length > 1) ?? usual
}

function bare(uri: string): string {
  return new URL(uri).href.replace(/[?#].*$/, '')
}

const noPage = 'there is no error page: the request ended at the client (see redirect-uri.invalid-never-redirects)'

/** What servers let pass for developers, and with it whatever runs on the machine of a user. */
const local = {
  'the loopback interface': 'http://127.0.0.1:48443/assay',
  localhost: 'http://localhost/assay',
}
