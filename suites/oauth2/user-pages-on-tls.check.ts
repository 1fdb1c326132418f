import { check } from '../../harness/check.ts'
import type { Answer, Target } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const userPagesStayOnTls = check({
  id: 'transport.user-pages-stay-on-tls',
  title: 'Login and consent never leave TLS',
  law: [must('RFC 6749', '10.11')],
  needs: ['authorization', 'authorization_code', 'https'],
  steps: { walk: 'Complete a code flow with a fresh user agent and look at the URL of every request to the server' },
  holds: 'Every page, form action and redirect of the server has an https URL',
  defect: 'login-page-over-http',
  caution: 'Addresses of other hosts, such as an upstream identity provider, are noted and not judged.',
  async run({ op, step, law, target, note, blocked }) {
    const { landing, answers } = await step.walk(() => op.walkAnew())
    const plain = answers.filter(({ request }) => !/^https:/i.test(request.url))
    for (const answer of plain.filter((each) => !isOwn(each, target))) note(`not on TLS: ${placeOf(answer)}`)
    law.each(plain, (answer) => {
      const actual = `${answer.request.method} ${placeOf(answer)}`
      law.that(!isOwn(answer, target), { expected: 'https URLs alone', actual })
    })
    if (landing.kind !== 'code') blocked('the flow gave no code')
  },
})

export const sessionCookieFlags = check({
  id: 'transport.session-cookie-flags',
  title: 'Session cookies of the authorization server are Secure and HttpOnly',
  law: [security('RFC 6265', '4.1.2')],
  needs: ['authorization', 'authorization_code', 'https'],
  steps: {
    login: 'Log in with a fresh user agent, then ask for a code again with one cookie left out at a time',
  },
  holds: 'Every cookie without which the user is no longer known carries Secure, HttpOnly and SameSite',
  defect: 'session-cookie-flags-missing',
  caution:
    'A missing SameSite is a warning. Not applicable when the server asks the user again although all cookies are there, or keeps no session in cookies.',
  async run({ op, step, law, target, notApplicable }) {
    const login = await step.login(() => op.sessionCookies())
    const { names, answers } = login ?? notApplicable('the server asks the user again with all cookies of the login')
    const set = answers.filter((answer) => isOwn(answer, target)).flatMap((answer) => answer.all('set-cookie'))
    const cookies = set.map(cookieOf).filter(({ name, value }) => value !== '' && names.includes(name))
    if (cookies.length === 0) notApplicable('no single cookie of the server holds the login')
    const expected = 'Secure, HttpOnly and SameSite'
    law.each(cookies, ({ name, flags }) => {
      const missing = ['Secure', 'HttpOnly'].filter((flag) => !flags.includes(flag.toLowerCase()))
      law.that(missing.length === 0, { expected, actual: `cookie ${name} without ${missing.join(' and ')}` })
      const tolerated = 'flows that end in a form_post from another site need it that way'
      law.that(flags.includes('samesite'), { expected, actual: `cookie ${name} without SameSite`, tolerated })
    })
  },
})

export const hsts = check({
  id: 'transport.hsts',
  title: 'The server announces Strict-Transport-Security',
  law: [security('RFC 6797', '6.1')],
  needs: ['authorization', 'authorization_code', 'https'],
  steps: { knock: 'Send an authorization request without cookies and read the header of the first answer' },
  holds: 'Strict-Transport-Security has a max-age above zero',
  defect: 'hsts-missing',
  caution: 'Never more than a warning: a preload list or a front proxy may do the job.',
  async run({ op, step, law, target, notApplicable }) {
    if (!/^https:/i.test(target.endpoint('authorization'))) notApplicable('the authorization endpoint has no https URL')
    const value = (await step.knock(() => op.knock())).header('strict-transport-security')
    const seconds = Number(/(?:^|[;,\s])max-age\s*=\s*"?(\d+)/i.exec(value ?? '')?.[1] ?? 0)
    law.that(seconds > 0, {
      expected: 'Strict-Transport-Security with a max-age above zero',
      actual: value === undefined ? 'no such header' : `Strict-Transport-Security: ${value}`,
      tolerated: 'a preload list or a front proxy may do the job',
    })
  },
})

/** Whether the server itself answered, by its host: that of the issuer or of one of its endpoints. */
function isOwn({ request }: Answer, { issuer, metadata }: Target): boolean {
  const hosts = [issuer, metadata['authorization_endpoint'], metadata['token_endpoint']].flatMap((url) =>
    typeof url === 'string' && URL.canParse(url) ? [new URL(url).hostname] : [],
  )
  return hosts.includes(new URL(request.url).hostname)
}

function placeOf({ request }: Answer): string {
  return request.url.split('?', 1)[0] ?? ''
}

function cookieOf(line: string): { readonly name: string; readonly value: string; readonly flags: readonly string[] } {
  const [pair = '', ...attributes] = line.split(';')
  const flags = attributes.map((each) => each.split('=', 1)[0]?.trim().toLowerCase() ?? '')
  const [name = '', ...value] = pair.split('=')
  return { name: name.trim(), value: value.join('=').trim(), flags }
}
