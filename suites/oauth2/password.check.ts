import { check } from '../../harness/check.ts'
import type { Answer, Client, Target } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const disabled = check({
  id: 'password.disabled',
  title: 'The password grant is not offered',
  law: [must('RFC 9700', '2.4')],
  needs: ['token'],
  steps: {
    control: 'Send a valid token request',
    password: "Send grant_type=password with a user's name and password, as each kind of client there is",
    invented: 'Send the same request with an invented grant type',
  },
  holds: 'Each is refused with error=unsupported_grant_type or unauthorized_client, or as the invented grant type is',
  defect: 'password-grant-enabled',
  caution:
    'A token is a warning where the target file declares the grant for a client. So is a refusal of the user rather than of the grant, and password in grant_types_supported. Nothing is said where another error leaves it open.',
  async run({ op, step, law, target, random, blocked }) {
    await step.control(() => op.anyGrant().tokens())
    const declared = target.findClient('password') && 'the target file declares the grant as part of the API'
    const user = person(target, random)
    const seen: { answer: Answer; invented: Answer; client: Client }[] = []
    for (const client of oneOfEachKind(target)) {
      const answer = await step.password(() => op.token(client, { ...user, grant_type: 'password' }))
      const invented = await step.invented(() => op.token(client, { ...user, grant_type: `urn:example:${random(12)}` }))
      seen.push({ answer, invented, client })
    }
    law.each(seen, ({ answer, invented, client }) => {
      if (answer.hasToken) return law(answer, { tolerated: declared, about: `password from ${client.name}` }).refuses()
      if (!answer.hasToken && sameRefusal(answer, invented)) return
      if (answer.error !== 'invalid_grant' && !isOfGrant(answer)) blocked(`${answer.describe()} leaves it open`)
      law(answer, { about: `password from ${client.name}` }).refuses('unsupported_grant_type', 'unauthorized_client')
    })
    const tolerated = declared ?? 'the list is of the whole server, and no client got a token'
    law.that(!listed(target), { expected: 'no password in grant_types_supported', actual: 'password', tolerated })
  },
})

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
    const right = new URLSearchParams(control.request.body).get('password') ?? ''
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
    const right = new URLSearchParams(control.request.body).get('password') ?? ''
    law(await step.wrong(() => op.password({ set: { password: nearMiss(right) } }))).errs('invalid_grant')
  },
})

export const noUserEnumeration = check({
  id: 'password.no-user-enumeration',
  title: 'An unknown user and a wrong password get the same answer',
  law: [security('RFC 6749', '10.10')],
  needs: ['password'],
  steps: {
    control: 'Send the right user name and password',
    known: 'Send the right user name with a wrong password',
    unknown: 'Send a made-up user name with the same wrong password',
  },
  holds: 'Both answers are the same in status, error and error_description',
  defect: 'password-user-enumeration',
  caution: 'Differences in time are not judged. The user name itself may stand in the description.',
  async run({ op, step, law, random, blocked }) {
    const { answer: control } = await step.control(() => op.password().tokens())
    const username = new URLSearchParams(control.request.body).get('username') ?? ''
    const password = random(16)
    const stranger = username.includes('@') ? `assay${random(8)}@${username.split('@').at(-1)}` : `assay${random(8)}`
    const known = await step.known(() => op.password({ set: { password } }))
    const unknown = await step.unknown(() => op.password({ set: { username: stranger, password } }))
    if ([known, unknown].some(({ status, hasToken }) => hasToken || status === 429 || status >= 500))
      blocked('a wrong password or an unknown user is not refused as usual')
    const [one, other] = [faceOf(known, username), faceOf(unknown, stranger)]
    law.that(one === other, {
      expected: `the answer to a wrong password, ${one}`,
      actual: `${other} to an unknown user`,
    })
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

function person({ users }: Target, random: (length: number) => string): Readonly<Record<string, string>> {
  const known = users.find(({ password }) => password !== undefined)
  return { username: known?.username ?? `assay${random(8)}`, password: known?.password ?? random(16) }
}

/** A client declared for the grant, one with a secret and one without, as far as there are any. */
function oneOfEachKind(target: Target): readonly Client[] {
  const roles = ['password', 'confidential', 'public'] as const
  const found = roles.flatMap((role) => target.findClient(role) ?? [])
  return found.length === 0 ? [target.client('any')] : [...new Set(found)]
}

const isOfGrant = ({ error }: Answer): boolean => error === 'unsupported_grant_type' || error === 'unauthorized_client'

/** A server that meets the grant as one nobody ever heard of does not have it. */
function sameRefusal(answer: Answer, invented: Answer): boolean {
  return (
    answer.status === invented.status && answer.error === invented.error && answer.status >= 400 && answer.status < 500
  )
}

function listed({ metadata }: Target): boolean {
  const grants = metadata['grant_types_supported']
  return Array.isArray(grants) && grants.includes('password')
}

function swapped(text: string): string {
  const cased = (letter: string): string =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
  return [...text].map(cased).join('')
}

/** What an answer shows of the user: status, error and description, without the name that was sent. */
function faceOf({ status, error, json }: Answer, username: string): string {
  const description = json?.['error_description']
  const words = typeof description === 'string' ? ` (${description.replaceAll(username, 'the user name')})` : ''
  return `${status} with ${error === undefined ? 'no error code' : `error=${error}`}${words}`
}
