import { check } from '../../harness/check.ts'
import type { Context } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const pathConfusionRefused = check({
  id: 'redirect-uri.path-confusion-refused',
  title: 'Encoded and dotted path variants cannot confuse the comparison',
  law: [must('RFC 9700', '4.1.3')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow with a registered redirect_uri',
    confusing:
      'Ask again with dot segments, encoded slashes, double encoding, semicolons, doubled slashes, encoded line breaks, backslashes, an encoded letter and unicode dots in its path',
  },
  holds: 'Each request ends on an error page',
  defect: 'redirect-normalised-match',
  caution:
    'A server that sends the user agent to the URI as registered is a warning; the page of a firewall is a refusal.',
  async run({ op, step, law, target, notApplicable }) {
    const { client, redirectUri, path, onPath } = web(target, notApplicable)
    const code = await step.control(() => op.authorize({ client, redirectUri }))
    const uris = {
      'dot segments': onPath(`${path}/../elsewhere`),
      'encoded dot segments': onPath(`${path}/%2e%2e/elsewhere`),
      'an encoded slash': onPath(`${path}/..%2felsewhere`),
      'doubly encoded dot segments': onPath(`${path}/%252e%252e/elsewhere`),
      'a semicolon segment': onPath(`${path}/..;/elsewhere`),
      'a path parameter': onPath(`${path};assay`),
      'a doubled slash': onPath(`/${path === '' ? '/' : path}`),
      'an encoded line break': onPath(`${path}%0d%0a/elsewhere`),
      backslashes: onPath(`${path}\\..\\elsewhere`),
      'an encoded letter': onPath(path.replace(/[a-z]/i, (letter) => `%${letter.charCodeAt(0).toString(16)}`)),
      'unicode dots': onPath(`${path}/\u2024\u2024/elsewhere`),
      'an encoded way back': onPath(`/elsewhere/..%2f${path.slice(1)}`),
      'a doubly encoded way back': onPath(`/elsewhere/%252e%252e${path}`),
    }
    law.each(await step.confusing(() => op.redirectTo(code, uris)), (each) => law.staysHome(each))
  },
})

export const codePollutionRefused = check({
  id: 'redirect-uri.code-pollution-refused',
  title: "A code placed in the redirect URI's query cannot pollute the response",
  law: [security('RFC 9700', '4.1.3')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow with a registered redirect_uri',
    polluted: 'Ask again with a parameter named code added to its query',
  },
  holds: 'The request is refused, or the redirect has one code and it is not the one that was put there',
  defect: 'redirect-code-pollution',
  caution: 'That the altered URI is accepted at all is judged by redirect-uri.query-added-refused.',
  async run({ op, step, law, target, notApplicable, random }) {
    const { client, redirectUri } = web(target, notApplicable)
    const code = await step.control(() => op.authorize({ client, redirectUri }))
    const ours = random(20)
    const uris = { 'a code in the query': `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}code=${ours}` }
    const walks = await step.polluted(() => op.redirectTo(code, uris))
    law.each(walks, ({ landing }) => {
      const codes = landing.kind === 'page' ? [] : new URL(landing.url).searchParams.getAll('code')
      law.that(!codes.includes(ours) && codes.length <= 1, {
        expected: 'a refusal, or a redirect with one code, the one the server issued',
        actual: `a redirect with ${codes.length} codes${codes.includes(ours) ? ', one of them from the redirect_uri' : ''}`,
      })
    })
  },
})

export const fragmentRefused = check({
  id: 'redirect-uri.fragment-refused',
  title: 'A redirect URI with a fragment is refused',
  law: [must('RFC 6749', '3.1.2')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow with a registered redirect_uri',
    fragment: 'Ask again with a fragment at its end',
    empty: 'Ask again with an empty fragment, which is a lone number sign',
  },
  holds: 'Each request ends on an error page',
  defect: 'redirect-fragment-stripped',
  caution: 'An empty fragment that is dropped, with the code sent to the URI as registered, is a warning.',
  async run({ op, step, law, target, notApplicable }) {
    const { client, redirectUri } = web(target, notApplicable)
    const code = await step.control(() => op.authorize({ client, redirectUri }))
    const full = await step.fragment(() => op.redirectTo(code, { 'a fragment': `${redirectUri}#assay` }))
    const empty = await step.empty(() => op.redirectTo(code, { 'an empty fragment': `${redirectUri}#` }))
    law.each([...full, ...empty], (each) => {
      law.that(each.landing.kind !== 'code' || each.asked.endsWith('#'), {
        expected: 'an error page, since a redirect_uri has no fragment',
        actual: 'a redirect with a code',
      })
      law.staysHome(each)
    })
  },
})

export const relativeRefused = check({
  id: 'redirect-uri.relative-refused',
  title: 'A relative redirect URI is refused',
  law: [must('RFC 6749', '3.1.2')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow with a registered redirect_uri',
    relative: 'Ask again with its path only, with everything but its scheme, and with a query only',
  },
  holds: 'Each request ends on an error page',
  defect: 'redirect-relative-accepted',
  async run({ op, step, law, target, notApplicable }) {
    const { client, redirectUri, path } = web(target, notApplicable)
    const code = await step.control(() => op.authorize({ client, redirectUri }))
    const uris = {
      'a path only': path === '' ? '/' : path,
      'no scheme': redirectUri.replace(/^https?:/i, ''),
      'a query only': '?assay=1',
    }
    law.each(await step.relative(() => op.redirectTo(code, uris)), (each) => {
      law.that(each.landing.kind !== 'code', {
        expected: 'an error page, since a redirect_uri is absolute',
        actual: `a redirect with a code, asked with ${each.about}`,
      })
      law.staysHome(each)
    })
  },
})

export const dangerousSchemeRefused = check({
  id: 'redirect-uri.dangerous-scheme-refused',
  title: 'Script and data URIs are refused as redirect URIs',
  law: [security('RFC 6749', '10.14')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow with a registered redirect_uri',
    dangerous: 'Ask again with the schemes javascript, data, vbscript, file and blob, the registered host in the rest',
  },
  holds: 'Each request ends on an error page',
  defect: 'redirect-dangerous-scheme',
  async run({ op, step, law, target, notApplicable }) {
    const { client, redirectUri } = web(target, notApplicable)
    const code = await step.control(() => op.authorize({ client, redirectUri }))
    const rest = redirectUri.replace(/^https?:/i, '')
    const uris = {
      'a javascript URI': `javascript:${rest}%0aassay()`,
      'a data URI': `data:text/html,${rest}`,
      'a vbscript URI': `vbscript:${rest}`,
      'a file URI': `file:${rest}`,
      'a blob URI': `blob:${redirectUri}`,
    }
    law.each(await step.dangerous(() => op.redirectTo(code, uris)), (each) => law.staysHome(each))
  },
})

/** The client of the code grant with a URI of its registration that browsers open, taken apart. */
function web(target: Context['target'], notApplicable: Context['notApplicable']) {
  const client = target.client('code')
  const redirectUri = client.redirect_uris.find((uri) => /^https?:\/\/[^?#]+$/i.test(uri))
  const [, origin = '', path = ''] = /^(https?:\/\/[^/]+)(.*)$/i.exec(redirectUri ?? '') ?? []
  if (redirectUri === undefined) {
    return notApplicable(`no http or https URI without a query: add one to redirect_uris of client ${client.name}`)
  }
  return { client, redirectUri, path, onPath: (other: string) => `${origin}${other}` }
}
