import { check } from '../../harness/check.ts'
import type { Answer } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const works = check({
  id: 'password.works',
  title: 'User name and password give a token',
  law: [must('RFC 6749', '4.3.3')],
  needs: ['password'],
  steps: { password: "Send grant_type=password with a user's name and password, authenticated as the client" },
  holds: 'The answer is 200 with access_token and token_type',
  defect: 'password-grant-broken',
  caution: 'With error=invalid_client nothing is judged: the credentials in the target file may be wrong.',
  async run({ op, step, law, blocked }) {
    const answer = await step.password(() => op.password())
    if (answer.error === 'invalid_client') blocked('the credentials of the client are refused')
    law(answer).grants()
    const type = answer.json?.['token_type']
    law.that(typeof type === 'string', { expected: 'token_type beside access_token', actual: 'no token_type' })
  },
})

export const wrongPasswordRefused = check({
  id: 'password.wrong-password-refused',
  title: 'A wrong password gives no token',
  law: [must('RFC 6749', '4.3.2')],
  needs: ['password'],
  steps: {
    control: 'Send the right user name and password',
    wrong:
      'Send the same request with another password, an empty one, the right one in swapped letter case and cut by one character',
  },
  holds: 'Each is refused: 4xx with an error',
  defect: 'password-unchecked',
  caution: 'A refusal in another form is a warning. Few attempts are made, as accounts may lock.',
  async run({ op, step, law, random }) {
    const { answer: control } = await step.control(() => op.password().tokens())
    const right = sentIn(control, 'password')
    const wrong = {
      'another password': random(16),
      'an empty password': '',
      'the password in swapped letter case': swapped(right),
      'the password without its last character': right.slice(0, -1),
    }
    const seen: { about: string; answer: Answer }[] = []
    for (const [about, password] of Object.entries(wrong)) {
      if (password === right) continue
      seen.push({ about, answer: await step.wrong(() => op.password({ set: { password } })) })
    }
    law.each(seen, ({ about, answer }) => law(answer, { about }).refuses())
  },
})

export const wrongPasswordCode = check({
  id: 'password.wrong-password-code',
  title: 'A wrong password is invalid_grant',
  law: [must('RFC 6749', '5.2')],
  needs: ['password'],
  steps: {
    control: 'Send the right user name and password',
    wrong: 'Send the same request with a wrong password',
  },
  holds: 'The answer is 400 with error=invalid_grant',
  defect: 'wrong-password-wrong-error',
  caution: 'error=invalid_grant with another 4xx status is a warning: Auth0 says 403, Keycloak 401.',
  async run({ op, step, law, nearMiss }) {
    const { answer: control } = await step.control(() => op.password().tokens())
    const right = sentIn(control, 'password')
    law(await step.wrong(() => op.password({ set: { password: nearMiss(right) } }))).errs('invalid_grant')
  },
})

export const missingParameter = check({
  id: 'password.missing-parameter',
  title: 'A missing user name or password is invalid_request',
  law: [must('RFC 6749', '5.2')],
  needs: ['password'],
  steps: {
    control: 'Send the right user name and password',
    missing: 'Send the same request without username, without password, and with each of them empty',
  },
  holds: 'Each answer is 400 with error=invalid_request',
  defect: 'missing-password-wrong-error',
  caution: 'error=invalid_grant is a warning.',
  async run({ op, step, law }) {
    await step.control(() => op.password().tokens())
    const seen: { about: string; answer: Answer }[] = []
    for (const name of ['username', 'password']) {
      seen.push({ about: `no ${name}`, answer: await step.missing(() => op.password({ set: { [name]: null } })) })
      seen.push({ about: `an empty ${name}`, answer: await step.missing(() => op.password({ set: { [name]: '' } })) })
    }
    law.each(seen, ({ about, answer }) => law(answer, { about }).errs('invalid_request', { codes: ['invalid_grant'] }))
  },
})

export const clientAuthenticationRequired = check({
  id: 'password.client-authentication-required',
  title: 'A confidential client authenticates in the password grant',
  law: [must('RFC 6749', '4.3.2')],
  needs: ['password', 'confidential_client'],
  steps: {
    control: 'Send user name and password, authenticated as a client that has a secret',
    named: 'Send the same request with client_id alone',
    wrong: 'Send it with a wrong secret',
  },
  holds: 'Both are refused with error=invalid_client',
  defect: 'password-without-client-authentication',
  caution: 'Another error code, as unauthorized_client at Keycloak, is a warning.',
  async run({ op, step, law, target, nearMiss, notApplicable }) {
    const { client_secret: secret } = target.client('password')
    if (secret === undefined) return notApplicable('no client with a client_secret has the password grant: add one')
    await step.control(() => op.password().tokens())
    const named = await step.named(() => op.password({ auth: 'none' }))
    const wrong = await step.wrong(() => op.password({ secret: nearMiss(secret) }))
    const seen = { 'client_id alone': named, 'a wrong secret': wrong }
    law.each(Object.entries(seen), ([about, answer]) => law(answer, { about }).refuses('invalid_client'))
  },
})

export const unicode = check({
  id: 'password.unicode',
  title: 'User names and passwords outside ASCII work',
  law: [security('RFC 6749', 'A.15')],
  needs: ['password'],
  steps: {
    control: 'Send the right user name and password of a user',
    unusual: 'Send those of a user whose name or password holds characters outside ASCII, form-encoded in UTF-8',
  },
  holds: 'The answer is 200 with an access_token',
  defect: 'password-latin1',
  caution: 'Not applicable without such a user in the target file.',
  async run({ op, step, law, target, notApplicable }) {
    const user = target.users.find(({ username, password }) => password && /[^\0-\x7f]/.test(username + password))
    const { username, password = '' } =
      user ?? notApplicable('add a user whose password holds letters such as é, € or an emoji')
    await step.control(() => op.password().tokens())
    law(await step.unusual(() => op.password({ set: { username, password } }))).grants()
  },
})

export const bruteForceProtection = check({
  id: 'password.brute-force-protection',
  title: 'Guessing a password through the token endpoint is slowed down',
  law: [must('RFC 6749', '4.3.2')],
  needs: ['password', 'intrusive'],
  steps: {
    control: 'Send the right user name and password of a user who may be locked',
    guesses: 'Send twenty wrong passwords for that user, one after the other',
    after: 'Send the right password again',
  },
  holds:
    'A guess is answered with 429 or 503, the last ones take much longer than the first, or the right password is refused after them',
  defect: 'password-no-rate-limit',
  caution:
    'Only for a user with may_be_locked, who may be locked afterwards. A limit above twenty guesses is not seen. The address that guesses may be shut out for a while.',
  alone: true,
  seeksLimits: true,
  async run({ op, step, law, target, random, blocked, notApplicable }) {
    const user = target.users.find((each) => each.may_be_locked === true && each.password !== undefined)
    const { username, password } = user ?? notApplicable('add a user with a password and may_be_locked: true')
    const right = { username, password: password ?? '' }
    await step.control(() => op.password({ set: right }).tokens())
    const millis: number[] = []
    for (let guess = 0; guess < 20; guess += 1) {
      const started = performance.now()
      const answer = await step.guesses(() => op.password({ set: { username, password: random(16) } }))
      if (answer.status === 429 || answer.status === 503) return
      if (answer.hasToken) notApplicable(noRefusal)
      if (answer.status >= 500) blocked(`a wrong password is met with ${answer.describe()}`)
      millis.push(performance.now() - started)
    }
    const after = await step.after(() => op.password({ set: right }))
    const actual = 'twenty wrong passwords are answered alike, and the right one works at once'
    law.that(!after.hasToken || isSlowed(millis), { expected: 'throttling, growing delays or a lock', actual })
  },
})

/** Whether the last five took three times as long as the first five, and a good deal more than chance would make of it. */
function isSlowed(millis: readonly number[]): boolean {
  const sum = (times: readonly number[]): number => times.reduce((all, each) => all + each, 0)
  const [first, last] = [sum(millis.slice(0, 5)), sum(millis.slice(-5))]
  return last > 3 * first && last - first > 2500
}

/** A parameter of the request that was answered, whether it went as a form or as a JSON object. */
function sentIn({ request: { headers, body = '' } }: Answer, name: string): string {
  const type = headers.find(([header]) => header.toLowerCase() === 'content-type')?.[1] ?? ''
  if (!/\bjson\b/i.test(type)) return new URLSearchParams(body).get(name) ?? ''
  const sent: unknown = JSON.parse(body)
  const value = typeof sent === 'object' && sent !== null ? Object.entries(sent).find(([key]) => key === name)?.[1] : ''
  return typeof value === 'string' ? value : ''
}

function swapped(text: string): string {
  const cased = (letter: string): string =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
  return [...text].map(cased).join('')
}

const noRefusal =
  'a wrong password gives a token, so there is no refusal to look at (see password.wrong-password-refused)'
