import { check } from '../../harness/check.ts'
import type { Answer, Client, Target } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const works = check({
  id: 'refresh.works',
  title: 'A refresh token gives a new access token',
  law: [must('RFC 6749', '6')],
  needs: ['refresh_token'],
  steps: {
    tokens: 'Complete a code flow that gives a refresh token',
    refreshed: 'Refresh with it, authenticated as the client, without scope',
    before: 'Call the resource with the first access token',
    resource: 'Call the resource with the new access token',
  },
  holds: 'The answer is 200 with an access_token, which the resource accepts as it accepted the first',
  defect: 'refresh-always-fails',
  caution: 'Where refresh tokens come only with offline_access and consent, both are asked for.',
  async run({ op, step, law, target }) {
    const tokens = await step.tokens(() => op.refreshable())
    const answer = await step.refreshed(() => op.refresh(tokens))
    law(answer).grants()
    const token = answer.json?.['access_token']
    if (!target.has('resource') || typeof token !== 'string') return
    const before = await step.before(() => op.resource(tokens.access_token))
    if (before.status < 300) law(await step.resource(() => op.resource(token))).status(before.status)
  },
})

export const boundToClient = check({
  id: 'refresh.bound-to-client',
  title: 'A refresh token is refused for another client',
  law: [must('RFC 6749', '10.4')],
  needs: ['refresh_token', 'second_client'],
  steps: {
    second: 'Complete a code flow with client B and refresh with its own refresh token',
    first: 'Complete a code flow with client A and refresh',
    crossed: "Send A's current refresh token with client B's own valid credentials",
    public: "Send another refresh token of A's, where A is confidential, with the client_id of a public client alone",
  },
  holds: 'The crossed answers are refusals, 400 with error=invalid_grant',
  defect: 'refresh-client-unbound',
  caution:
    'A refusal with another error is a warning, but for invalid_client and unauthorized_client to the public client. Product families that share refresh tokens between their clients on purpose, as Entra ID does, deviate on purpose.',
  async run({ op, step, law, target, expired, notApplicable }) {
    const client = target.client('refresh')
    const other = otherRefreshing(target, client)
    if (other === undefined) return notApplicable('add a second client with credentials and the refresh_token grant')
    await step.second(async () => op.refresh(await op.refreshable({ client: other })).tokens())
    const first = await step.first(() => op.refreshable({ client }))
    const renewed = await step.first(() => op.renew(first))
    const answer = await step.crossed(() => op.refresh(renewed, { client: other }))
    expired.refreshToken(first)
    law(answer, { about: "another client's refresh token" }).refuses('invalid_grant')
    const open = openRefreshing(target)
    if (open === undefined || isOpen(client)) return
    const next = await step.public(() => op.refreshable({ client }))
    const bare = await step.public(() => op.refresh(next, { client: open }))
    const about = 'a refresh token of a confidential client with the client_id of a public one'
    law(bare, { about }).refuses('invalid_grant', 'invalid_client', 'unauthorized_client')
  },
})

export const clientAuthenticationRequired = check({
  id: 'refresh.client-authentication-required',
  title: 'A confidential client must authenticate to refresh',
  law: [must('RFC 6749', '6')],
  needs: ['refresh_token', 'confidential_client'],
  steps: {
    control: 'Complete a code flow with a confidential client and refresh',
    bare: 'Refresh with client_id only',
    nameless: 'Refresh without any sign of the client',
    wrong: 'Refresh with a wrong secret',
    after: 'Refresh with the right one',
  },
  holds:
    'The three are refused with error=invalid_client, or invalid_request where no client is named; the last is 200 with an access_token',
  defect: 'refresh-without-client-authentication',
  caution: 'A refresh token that is dead afterwards is a warning: anybody could disconnect the client.',
  async run({ op, step, law, target, expired, notApplicable, nearMiss }) {
    const client = target.client('refresh')
    if (client.token_endpoint_auth_method === 'none')
      notApplicable('every client with the refresh_token grant is public')
    const first = await step.control(() => op.refreshable({ client }))
    const held = await step.control(() => op.renew(first))
    const bare = await step.bare(() => op.refresh(held, { auth: 'none' }))
    const nameless = await step.nameless(() => op.refresh(held, { auth: 'nothing' }))
    const wrong = await step.wrong(() => op.refresh(held, { secret: nearMiss(client.client_secret ?? 'key') }))
    const after = await step.after(() => op.refresh(held))
    expired.refreshToken(first)
    const refused = [
      { answer: bare, about: 'client_id only', codes: ['invalid_client'] },
      { answer: nameless, about: 'a request without client', codes: ['invalid_client', 'invalid_request'] },
      { answer: wrong, about: 'a wrong secret', codes: ['invalid_client'] },
    ]
    law.each(refused, ({ answer, about, codes }) => law(answer, { about }).refuses(...codes))
    law(after, { tolerated: 'refused as it should, but the refresh token is dead afterwards' }).grants()
  },
})

export const unknown = check({
  id: 'refresh.unknown',
  title: 'An unknown refresh token gives invalid_grant',
  law: [must('RFC 6749', '5.2')],
  needs: ['refresh_token'],
  steps: {
    tokens: 'Complete a code flow that gives a refresh token',
    unknown: 'Refresh with a random value of the same form',
    control: 'Refresh with the refresh token itself',
  },
  holds: 'The answer is 400 with error=invalid_grant',
  defect: 'unknown-refresh-token-wrong-error',
  caution: 'error=invalid_request and another 4xx status are warnings.',
  async run({ op, step, law, random }) {
    const tokens = await step.tokens(() => op.refreshable())
    const refresh_token = likeness(tokens.refresh_token, random)
    const answer = await step.unknown(() => op.refresh({ ...tokens, refresh_token }))
    await step.control(() => op.refresh(tokens).tokens())
    law(answer, { about: 'an unknown refresh token' }).errs('invalid_grant', { codes: ['invalid_request'] })
  },
})

export const tampered = check({
  id: 'refresh.tampered',
  title: 'A refresh token that differs in one character is refused',
  law: [must('RFC 6749', '10.4')],
  needs: ['refresh_token'],
  steps: {
    control: 'Complete a code flow and refresh',
    altered: 'Refresh with one change: a character replaced, removed or appended, its letter case swapped',
    real: 'Refresh with the refresh token as it is',
  },
  holds: 'Every altered refresh token is refused, 400 with error=invalid_grant, and the real one still works',
  defect: 'refresh-prefix-compare',
  caution:
    'The end of a base64url value can hold unused bits or a character that decoders drop, and hexadecimal values mean the same in either letter case: a token for those changes alone is a warning. So is a real refresh token that is dead afterwards.',
  async run({ op, step, law, expired }) {
    const first = await step.control(() => op.refreshable())
    const held = await step.control(() => op.renew(first))
    const answers: Altered[] = []
    for (const { about, alter, excuse } of alterations) {
      const refresh_token = alter(held.refresh_token)
      if (refresh_token === held.refresh_token) continue
      const answer = await step.altered(() => op.refresh({ ...held, refresh_token }))
      answers.push({ answer, about, tolerated: answer.hasToken ? excuse?.(held.refresh_token) : undefined })
    }
    const real = await step.real(() => op.refresh(held))
    expired.refreshToken(first)
    law.each(answers, ({ answer, ...weighing }) => law(answer, weighing).refuses('invalid_grant'))
    law(real, { tolerated: 'the altered ones were refused, but the real one is dead afterwards' }).grants()
  },
})

export const notAnAccessToken = check({
  id: 'refresh.not-an-access-token',
  title: 'A refresh token is not accepted by the resource',
  law: [security('RFC 6749', '1.5')],
  needs: ['refresh_token', 'resource'],
  steps: {
    tokens: 'Complete a code flow that gives a refresh token',
    control: 'Call the resource with the access token',
    refresh: 'Call the resource with the refresh token as bearer token',
  },
  holds: 'The resource answers the refresh token with 401',
  defect: 'refresh-token-accepted-by-resource',
  caution: 'A refusal with another status is a warning.',
  async run({ op, step, law, expired, blocked }) {
    const tokens = await step.tokens(() => op.refreshable())
    const control = await step.control(() => op.resource(tokens.access_token))
    if (control.status >= 300) blocked(`the resource does not accept a fresh access token: ${control.describe()}`)
    const answer = await step.refresh(() => op.resource(tokens.refresh_token))
    expired.refreshToken(tokens)
    law(answer, { about: 'a refresh token' }).denies()
  },
})

function otherRefreshing(target: Target, than: Client): Client | undefined {
  const grants = ['authorization_code', 'refresh_token']
  return target.clients.find(
    (client) => client !== than && !isOpen(client) && grants.every((grant) => target.allows(client, grant)),
  )
}

function openRefreshing(target: Target): Client | undefined {
  return target.clients.find((client) => isOpen(client) && target.allows(client, 'refresh_token'))
}

/** Whether a client has nothing to prove itself with. */
const isOpen = (client: Client): boolean => (client.client_secret ?? client.jwks) === undefined

/** Other letters and digits in the same places; hexadecimal stays hexadecimal, so that parsers of UUIDs get that far. */
function likeness(value: string, random: (length: number) => string): string {
  const hex = /^[0-9a-f-]+$/i.test(value)
  const digit = (character: string): string => (character.charCodeAt(0) % 16).toString(16)
  return value.replaceAll(/[a-z0-9]+/gi, ({ length }) =>
    hex ? [...random(length)].map(digit).join('') : random(length),
  )
}

/** Another character, whose first bit in base64url is another too: the last bits of a value can be unused. */
const other = (character = ''): string => (/[A-Za-f]/.test(character) ? 'g' : 'A')
const replaced = (value: string, at: number): string => `${value.slice(0, at)}${other(value[at])}${value.slice(at + 1)}`
const swapped = (value: string): string =>
  value.replaceAll(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  )

interface Altered {
  readonly answer: Answer
  readonly about: string
  readonly tolerated: string | undefined
}

interface Alteration {
  readonly about: string
  readonly alter: (value: string) => string
  /** Why the altered value may mean the same as the real one. */
  readonly excuse?: (real: string) => string | undefined
}

const alterations: readonly Alteration[] = [
  { about: 'another first character', alter: (value) => replaced(value, 0) },
  { about: 'another character in the middle', alter: (value) => replaced(value, Math.floor(value.length / 2)) },
  {
    about: 'another last character',
    alter: (value) => replaced(value, value.length - 1),
    excuse: () => 'the last character of a base64url value can hold unused bits',
  },
  { about: 'one character less', alter: (value) => value.slice(0, -1) },
  {
    about: 'one character more',
    alter: (value) => `${value}A`,
    excuse: (real) =>
      (real.split('.').pop() ?? '').length % 4 === 0
        ? 'some decoders drop a single character at the end of a base64url value'
        : undefined,
  },
  {
    about: 'its letters in the other case',
    alter: swapped,
    excuse: (real) =>
      /^[0-9a-f-]+$/i.test(real) ? 'hexadecimal digits mean the same in either letter case' : undefined,
  },
]
