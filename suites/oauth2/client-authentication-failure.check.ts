import { check } from '../../harness/check.ts'
import type { Answer, Client, Judge, NoAnswer, SecretMethod, Target } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const invalidClientCode = check({
  id: 'client-auth.invalid-client-code',
  title: 'Failed client authentication is reported as invalid_client',
  law: [must('RFC 6749', '5.2')],
  needs: ['token', 'client_secret'],
  steps: {
    control: 'Send a valid token request, by each method that a client of the target uses',
    wrong: 'Send the same kind of request with two characters of the secret exchanged',
  },
  holds: 'Each answer is 400 or 401 with error=invalid_client',
  defect: 'invalid-client-wrong-code',
  caution: 'error=unauthorized_client (Keycloak), error=access_denied and status 403 are warnings.',
  async run({ op, step, law, target, nearMiss }) {
    const seen = []
    for (const client of oneOfEachMethod(target)) {
      await step.control(() => op.anyGrant({ client }).tokens())
      const secret = nearMiss(client.client_secret ?? '')
      const about = `a wrong secret by ${client.token_endpoint_auth_method}`
      seen.push({ answer: await step.wrong(() => op.anyGrant({ client, secret })), about })
    }
    law.each(seen, ({ answer, about }) => law(answer, { about }).errs('invalid_client', { codes: otherCodes }))
  },
})

export const basicFailureIs401 = check({
  id: 'client-auth.basic-failure-is-401',
  title: 'A failed HTTP Basic authentication is answered with 401',
  law: [must('RFC 6749', '5.2')],
  needs: ['token', 'client_secret_basic'],
  steps: {
    control: 'Send a valid token request with HTTP Basic',
    wrong: 'Send the same kind of request with a wrong secret in HTTP Basic',
  },
  holds: 'The answer has status 401',
  defect: 'basic-failure-400',
  caution: 'For credentials in the body both 400 and 401 are right, so only the header counts here.',
  async run({ op, step, law, target, nearMiss }) {
    const client = target.client('basic')
    await step.control(() => op.anyGrant({ client }).tokens())
    const secret = nearMiss(client.client_secret ?? '')
    law(await step.wrong(() => op.anyGrant({ client, secret }))).status(401)
  },
})

export const basicChallenge = check({
  id: 'client-auth.basic-challenge',
  title: 'That 401 carries a WWW-Authenticate header with the Basic scheme',
  law: [must('RFC 6749', '5.2')],
  needs: ['token', 'client_secret_basic'],
  steps: {
    control: 'Send a valid token request with HTTP Basic',
    wrong: 'Send the same kind of request with a wrong secret in HTTP Basic and read WWW-Authenticate',
  },
  holds: 'WWW-Authenticate has a challenge of the scheme Basic, in any letter case',
  defect: 'basic-challenge-missing',
  caution: 'A missing realm is a warning. The status is judged by client-auth.basic-failure-is-401.',
  async run({ op, step, law, target, nearMiss, blocked }) {
    const client = target.client('basic')
    await step.control(() => op.anyGrant({ client }).tokens())
    const secret = nearMiss(client.client_secret ?? '')
    const answer = await step.wrong(() => op.anyGrant({ client, secret }))
    if (answer.status >= 500 || answer.status === 429) blocked(`no refusal: ${answer.describe()}`, { transient: true })
    const header = answer.header('www-authenticate')
    const actual =
      header === undefined ? `${answer.describe()}, without WWW-Authenticate` : `WWW-Authenticate: ${header}`
    law.that(/(^|,)\s*basic(\s|,|$)/i.test(unquoted(header)), { expected: 'a challenge of the scheme Basic', actual })
    const tolerated = 'the scheme is right, only the realm is missing'
    law.that(/\brealm\s*=/i.test(unquoted(header)), { expected: 'a Basic challenge with a realm', actual, tolerated })
  },
})

export const unknownClient = check({
  id: 'client-auth.unknown-client',
  title: 'An unknown client gets invalid_client',
  law: [must('RFC 6749', '5.2')],
  needs: ['token'],
  steps: {
    control: 'Send a valid token request',
    unknown:
      "Send the same kind of request with a made-up client_id and secret, by each method that the target's clients use",
  },
  holds: 'Each answer is 400 or 401 with error=invalid_client',
  defect: 'unknown-client-404',
  caution:
    'error=unauthorized_client (Entra ID, Keycloak), error=access_denied and status 403 are warnings. That HTTP Basic wants 401 is judged by client-auth.basic-failure-is-401.',
  async run({ op, step, law, target, random }) {
    const { client } = await step.control(() => op.anyGrant().tokens())
    const change = { clientId: stranger(client.client_id, random), secret: random(40) }
    const seen = []
    for (const auth of methodsOf(target)) {
      const answer = await step.unknown(() => op.anyGrant({ ...change, auth }))
      seen.push({ answer, about: `an unknown client_id by ${auth}` })
    }
    law.each(seen, ({ answer, about }) => law(answer, { about }).errs('invalid_client', { codes: otherCodes }))
  },
})

export const malformedAuthorization = check({
  id: 'client-auth.malformed-authorization',
  title: 'Broken Authorization headers get a clean client error',
  law: [must('RFC 6749', '5.2')],
  needs: ['token'],
  steps: {
    control: 'Send a valid token request',
    broken:
      'Send the same kind of request without client credentials but for an Authorization header that is broken, each time in another way',
  },
  holds: 'Each answer is JSON: 400 with error=invalid_request, or 401 with error=invalid_client',
  defect: 'malformed-basic-500',
  caution:
    'For NUL, bytes outside ASCII and very long headers any 4xx in any format is right: the HTTP layer may stop them. Another 4xx, another error code, and invalid_client with 400, are warnings.',
  async run({ op, step, law }) {
    const { client, access_token: token } = await step.control(() => op.anyGrant().tokens())
    const seen = []
    for (const broken of brokenHeaders(client.client_id, token)) {
      const headers = { authorization: broken.header }
      const outcome = await step.broken(() => op.anyGrant({ auth: 'nothing', headers }).outcome())
      seen.push({ outcome, broken })
    }
    law.each(seen, ({ outcome, broken }) => refusesCleanly(law, outcome, broken))
  },
})

const otherCodes = ['unauthorized_client', 'access_denied']

/** A client for each way of sending a secret that the target's clients use. */
function oneOfEachMethod(target: Target): readonly Client[] {
  return [target.findClient('basic'), target.findClient('post')].filter((client) => client !== undefined)
}

function methodsOf(target: Target): readonly SecretMethod[] {
  const ofSecrets = (['client_secret_basic', 'client_secret_post'] as const).filter((method) => target.has(method))
  return ofSecrets.length > 0 ? ofSecrets : ['none']
}

/** An id nobody has; where ids are numbers or UUIDs it is one too, so that it is looked up and not only parsed. */
function stranger(id: string, random: (length: number) => string): string {
  const digits = id.match(/\d/g)?.length ?? 0
  return digits < 8 ? `assay-${random(20)}` : id.replaceAll(/\d/g, (digit) => String(9 - Number(digit)))
}

function unquoted(header = ''): string {
  return header.replaceAll(/"(\\.|[^"\\])*"/g, '""')
}

interface BrokenHeader {
  readonly what: string
  readonly header: string
  /** Whether the HTTP layer may stop it before anything speaks OAuth. */
  readonly early?: true
  /** Whether it is well-formed HTTP Basic, with credentials that are wrong. */
  readonly basic?: true
}

const basic = (credentials: string | Buffer): string => `Basic ${Buffer.from(credentials).toString('base64')}`

function brokenHeaders(id: string, token: string): readonly BrokenHeader[] {
  return [
    { what: 'Basic without credentials', header: 'Basic' },
    { what: 'Basic with text that is not base64', header: 'Basic %%%' },
    { what: 'Basic without a colon', header: basic(id) },
    { what: 'Basic with several colons', header: basic(`${id}:a:b:c`), basic: true },
    { what: 'Basic with a percent sign that escapes nothing', header: basic(`${id}:%zz`) },
    { what: 'Basic with bytes that are not UTF-8', header: basic(Buffer.from([0x73, 0xff, 0xfe, 0x3a, 0xc3, 0x28])) },
    { what: 'Basic with an encoded NUL', header: basic(`${id}:\0`), early: true },
    { what: 'Basic with raw bytes outside ASCII', header: 'Basic \u00ff\u00fe', early: true },
    { what: 'Basic with 8 KiB of credentials', header: basic('a'.repeat(6144)), early: true },
    { what: 'an unknown scheme', header: 'Assay abc' },
    { what: 'a bearer token in place of client credentials', header: `Bearer ${token}` },
  ]
}

function refusesCleanly(
  law: Judge,
  outcome: Answer | NoAnswer,
  { what, early, basic: wellFormed }: BrokenHeader,
): void {
  if ('kind' in outcome) return dropsNothing(law, outcome, what, early)
  const judged = law(outcome, { about: what })
  if (outcome.hasToken) return judged.refuses('invalid_request', 'invalid_client')
  const clientError = outcome.status >= 400 && outcome.status < 500 && outcome.status !== 429
  if (!clientError) return judged.status(400, 401)
  if (early === true) return
  const expected = 'JSON: 400 with error=invalid_request, or 401 with error=invalid_client'
  const actual = `${outcome.describe()} to ${what}`
  law.that(outcome.json !== undefined && outcome.mediaType === 'application/json', { expected, actual })
  judged.refuses('invalid_request', 'invalid_client')
  const tolerated = 'refused all the same, only not with 401 as a failed Authorization header wants it'
  const plain = outcome.status === 400 && outcome.error === 'invalid_client' && wellFormed !== true
  law.that(!plain, { expected, actual, tolerated })
}

/** The end of the connection in place of an answer; silence of the network says nothing. */
function dropsNothing(law: Judge, silence: NoAnswer, what: string, early: true | undefined): void {
  if (silence.kind !== 'reset' && silence.kind !== 'malformed') throw silence
  law.that(false, {
    expected: 'an answer with a 4xx status',
    actual: `${silence.message}, after ${what}`,
    tolerated: early === true ? 'the HTTP layer may stop such a header' : undefined,
  })
}
