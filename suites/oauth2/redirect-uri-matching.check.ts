import { check } from '../../harness/check.ts'
import type { Context } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const pathSuffixRefused = check({
  id: 'redirect-uri.path-suffix-refused',
  title: 'A registered URI with an extra path segment is refused',
  law: [must('RFC 9700', '4.1.3')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow with a registered redirect_uri',
    longer: 'Ask again with one, then two more segments at the end of its path',
  },
  holds: 'Each request ends on an error page',
  defect: 'redirect-prefix-match',
  caution:
    'Exact matching is the rule of RFC 9700. Servers that document sub-paths or wildcards break it on purpose: test with a client whose registration has none.',
  async run({ op, step, law, target, notApplicable }) {
    const { client, redirectUri, scheme, authority, path, query } = web(target, notApplicable)
    const code = await step.control(() => op.authorize({ client, redirectUri }))
    const longer = (more: string) => `${scheme}${authority}${path.replace(/\/$/, '')}${more}${query}`
    const uris = { 'one more segment': longer('/assay'), 'two more segments': longer('/assay/more') }
    law.each(await step.longer(() => op.redirectTo(code, uris)), (each) => law.staysHome(each))
  },
})

export const queryAddedRefused = check({
  id: 'redirect-uri.query-added-refused',
  title: 'A registered URI with an added query is refused',
  law: [must('RFC 9700', '4.1.3')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow with a registered redirect_uri',
    added: 'Ask again with a query parameter added to it',
  },
  holds: 'The request ends on an error page',
  defect: 'redirect-ignores-query',
  caution: 'Exact matching is the rule of RFC 9700; RFC 6749 allowed a query to vary when only a part was registered.',
  async run({ op, step, law, target, notApplicable }) {
    const { client, redirectUri, query } = web(target, notApplicable)
    const code = await step.control(() => op.authorize({ client, redirectUri }))
    const uris = { 'an added query': `${redirectUri}${query === '' ? '?' : '&'}assay=1` }
    law.each(await step.added(() => op.redirectTo(code, uris)), (each) => law.staysHome(each))
  },
})

export const hostSuffixRefused = check({
  id: 'redirect-uri.host-suffix-refused',
  title: 'Look-alike hosts are refused',
  law: [must('RFC 9700', '4.1.3')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow with a registered redirect_uri',
    alike:
      'Ask again with its host under a subdomain, inside a longer name, before and after an at sign, behind a backslash, with a dot at its end, and with a letter in the place of a dot',
  },
  holds: 'Each request ends on an error page',
  defect: 'redirect-host-suffix-match',
  async run({ op, step, law, target, notApplicable }) {
    const { client, redirectUri, scheme, authority, path, query } = web(target, notApplicable)
    const code = await step.control(() => op.authorize({ client, redirectUri }))
    const at = (other: string) => `${scheme}${other}${path}${query}`
    const uris = {
      'a subdomain': at(`assay.${authority}`),
      'the host inside a longer name': at(`${authority.replace(/:\d+$/, '')}.elsewhere.example`),
      'the host as user information': at(`${authority.replace(/:\d+$/, '')}@elsewhere.example`),
      'the host behind a backslash': at(`elsewhere.example\\.${authority}`),
      'a dot after the host': at(authority.replace(/(:\d+)?$/, '.$1')),
      'user information before the host': at(`assay@${authority}`),
      ...letterForDot(authority, at),
    }
    law.each(await step.alike(() => op.redirectTo(code, uris)), (each) => law.staysHome(each))
  },
})

export const schemeChangeRefused = check({
  id: 'redirect-uri.scheme-change-refused',
  title: 'A registered https URI does not match its http form',
  law: [must('RFC 9700', '4.1.3')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow with a registered https redirect_uri',
    plain: 'Ask again with http in the place of https',
  },
  holds: 'The request ends on an error page',
  defect: 'redirect-scheme-ignored',
  async run({ op, step, law, target, notApplicable }) {
    const { client, redirectUri } = web(target, notApplicable)
    if (!/^https:/i.test(redirectUri)) notApplicable(`add an https URI to redirect_uris of client ${client.name}`)
    const code = await step.control(() => op.authorize({ client, redirectUri }))
    const uris = { 'http for https': redirectUri.replace(/^https:/i, 'http:') }
    law.each(await step.plain(() => op.redirectTo(code, uris)), (each) => law.staysHome(each))
  },
})

export const portChangeRefused = check({
  id: 'redirect-uri.port-change-refused',
  title: 'Another port does not match, except on loopback for native clients',
  law: [must('RFC 9700', '4.1.3')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow with a registered redirect_uri',
    other: 'Ask again with another port',
  },
  holds: 'The request ends on an error page',
  defect: 'redirect-port-ignored',
  caution:
    'Native clients may use any port of the loopback interface. A server that grants this to every client is a warning.',
  async run({ op, step, law, target, notApplicable }) {
    const { client, redirectUri, scheme, authority, path, query } = web(target, notApplicable)
    const code = await step.control(() => op.authorize({ client, redirectUri }))
    const uris = { 'another port': `${scheme}${authority.replace(/:\d+$/, '')}:48443${path}${query}` }
    const local = isLoopback(authority) ? 'the port of the loopback interface is free for native clients' : undefined
    law.each(await step.other(() => op.redirectTo(code, uris)), (each) => law.staysHome(each, { tolerated: local }))
  },
})

export const caseVariantRefused = check({
  id: 'redirect-uri.case-variant-refused',
  title: 'The path is compared case-sensitively',
  law: [must('RFC 9700', '4.1.3')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow with a registered redirect_uri',
    changed:
      'Ask again with its path, then its host, then the query of a registered URI that has one, in the other case',
  },
  holds: 'Each request ends on an error page',
  defect: 'redirect-case-insensitive',
  caution: 'The host in another case is the same host: accepted, it is a warning.',
  async run({ op, step, law, target, notApplicable }) {
    const { client, redirectUri, scheme, authority, path, query } = web(target, notApplicable)
    const otherPath = swapped(path)
    if (otherPath === path)
      notApplicable(`no path with a letter in it: add one to redirect_uris of client ${client.name}`)
    const code = await step.control(() => op.authorize({ client, redirectUri }))
    const uris = {
      'a path in the other case': `${scheme}${authority}${otherPath}${query}`,
      'a host in the other case': `${scheme}${swapped(authority)}${path}${query}`,
      ...queryInTheOtherCase(client.redirect_uris),
    }
    const walks = await step.changed(() => op.redirectTo(code, uris))
    law.each(walks, (each) => law.staysHome(each))
  },
})

export const trailingSlashRefused = check({
  id: 'redirect-uri.trailing-slash-refused',
  title: 'A trailing slash makes a different redirect URI',
  law: [must('RFC 9700', '4.1.3')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow with a registered redirect_uri',
    slash: 'Ask again with a slash more at the end of its path, or without the one it has',
  },
  holds: 'The request ends on an error page',
  defect: 'redirect-trailing-slash',
  caution: 'Where the registered URI has no path, a lone slash after the host names the same place: a warning.',
  async run({ op, step, law, target, notApplicable }) {
    const { client, redirectUri, scheme, authority, path, query } = web(target, notApplicable)
    const code = await step.control(() => op.authorize({ client, redirectUri }))
    const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`
    const uris = { 'a different end of the path': `${scheme}${authority}${other}${query}` }
    law.each(await step.slash(() => op.redirectTo(code, uris)), (each) => law.staysHome(each))
  },
})

/** The client of the code grant with a URI of its registration that browsers open, taken apart; https is preferred. */
function web(target: Context['target'], notApplicable: Context['notApplicable']) {
  const client = target.client('code')
  const best = client.redirect_uris.toSorted((a, b) => rank(a) - rank(b))[0] ?? ''
  const [, scheme, authority, path = '', query = ''] = /^(https?:\/\/)([^/?#]+)([^?#]*)(\?.*)?$/i.exec(best) ?? []
  if (scheme === undefined || authority === undefined) {
    return notApplicable(`no http or https URI to alter: add one to redirect_uris of client ${client.name}`)
  }
  return { client, redirectUri: best, scheme, authority, path, query }
}

/** What a pattern takes for the host when its dots were not escaped. */
function letterForDot(authority: string, at: (other: string) => string): Readonly<Record<string, string>> {
  const named = /^(?=.*[a-z])[\w-]+\.[\w.-]+(?::\d+)?$/i.test(authority)
  return named ? { 'a letter for a dot of the host': at(authority.replace('.', 'x')) } : {}
}

function rank(uri: string): number {
  const plain = /^https?:/i.test(uri) ? 0 : 8
  const local = isLoopback(uri.replace(/^\w+:\/\//, '')) ? 4 : 0
  return plain + local + (uri.includes('?') ? 2 : 0) + (/^https:/i.test(uri) ? 0 : 1)
}

function isLoopback(authority: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::|\/|$)/i.test(authority)
}

/** A registered URI whose query holds a letter, with that letter in the other case. */
function queryInTheOtherCase(registered: readonly string[]): Readonly<Record<string, string>> {
  const uri = registered.find(
    (each) => /^https?:[^?#]+\?[^#]*$/i.test(each) && swapped(queryOf(each)) !== queryOf(each),
  )
  if (uri === undefined) return {}
  return { 'a query in the other case': uri.slice(0, uri.indexOf('?')) + swapped(queryOf(uri)) }
}

const queryOf = (uri: string): string => uri.slice(uri.indexOf('?'))

/** The text with its first letter in the other case; the digits of percent escapes have none that matters. */
function swapped(text: string): string {
  return text.replace(/(?<!%[\da-f]?)[a-z]/i, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  )
}
