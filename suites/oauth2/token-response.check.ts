import { check } from '../../harness/check.ts'
import type { Answer, Asked, Context } from '../../harness/context.ts'
import { must, security, should } from '../../harness/law.ts'

export const successIsJson = check({
  id: 'token.success-is-json',
  title: 'A successful answer is 200 with a JSON object',
  law: [must('RFC 6749', '5.1')],
  needs: ['token'],
  steps: {
    service: 'Request a token of the cheapest grant',
    user: 'Complete a code flow and redeem the code',
    refreshed: 'Use the refresh token',
  },
  holds: 'Each answer is 200, application/json, one JSON object in UTF-8 with the parameters at its top level',
  defect: 'token-success-form-encoded',
  caution:
    'A charset parameter is fine. Servers that answer form-encoded unless asked for JSON pass, because the request asks for it.',
  async run(context) {
    for await (const answer of successes(context, succeeded)) {
      const wrong = notTokenJson(answer)
      context.law.that(wrong === undefined, {
        expected: '200, application/json, one JSON object with access_token at its top level',
        actual: `${grantOf(answer)}: ${wrong}`,
      })
    }
  },
})

export const accessTokenPresent = check({
  id: 'token.access-token-present',
  title: 'access_token is a non-empty string of printable ASCII',
  law: [must('RFC 6749', '5.1'), must('RFC 6749', 'A.12')],
  needs: ['token'],
  steps: {
    service: 'Request a token of the cheapest grant',
    user: 'Complete a code flow and redeem the code',
    refreshed: 'Use the refresh token',
  },
  holds: 'In each answer access_token is a non-empty string of characters between space and tilde',
  defect: 'access-token-non-ascii',
  async run(context) {
    for await (const answer of successes(context, succeeded)) {
      if (answer.json === undefined) return context.blocked('the answer is no JSON object (see token.success-is-json)')
      const token = answer.json['access_token']
      context.law.that(typeof token === 'string' && /^[\x20-\x7e]+$/.test(token), {
        expected: 'access_token: a non-empty string of printable ASCII',
        actual: `${grantOf(answer)}: ${typeof token === 'string' && token !== '' ? 'characters outside printable ASCII' : kindOf(token)}`,
      })
    }
  },
})

export const tokenTypePresent = check({
  id: 'token.token-type-present',
  title: 'token_type is present and known',
  law: [must('RFC 6749', '5.1'), must('RFC 6749', '7.1')],
  needs: ['token'],
  steps: {
    service: 'Request a token of the cheapest grant',
    user: 'Complete a code flow and redeem the code',
    refreshed: 'Use the refresh token',
  },
  holds: 'In each answer token_type is Bearer in any letter case, another registered type, or an absolute URI',
  defect: 'token-type-missing',
  caution: 'A type of a vendor must be a URI; a plain word nobody has registered is a failure.',
  async run(context) {
    for await (const answer of successes(context, withToken)) {
      const type = answer.json?.['token_type']
      context.law.that(typeof type === 'string' && (registeredTypes.has(type.toLowerCase()) || isUri.test(type)), {
        expected: 'token_type: Bearer, another registered type, or a URI',
        actual: `${grantOf(answer)}: ${typeof type === 'string' && type !== '' ? `token_type=${type}` : kindOf(type)}`,
      })
    }
  },
})

export const expiresInNumber = check({
  id: 'token.expires-in-number',
  title: 'expires_in is a JSON number of whole seconds',
  law: [must('RFC 6749', 'A.14'), must('RFC 6749', '5.1')],
  needs: ['token'],
  steps: {
    service: 'Request a token of the cheapest grant',
    user: 'Complete a code flow and redeem the code',
    refreshed: 'Use the refresh token',
  },
  holds: 'Where expires_in is sent it is a whole number, zero or more',
  defect: 'expires-in-string',
  caution: 'Not judged where no answer has expires_in: it is only recommended.',
  async run(context) {
    let seen = false
    for await (const answer of successes(context, withToken)) {
      if (answer.json === undefined || !('expires_in' in answer.json)) continue
      seen = true
      const seconds = answer.json['expires_in']
      context.law.that(typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= 0, {
        expected: 'expires_in: a whole number, zero or more',
        actual: `${grantOf(answer)}: ${typeof seconds === 'number' ? String(seconds) : kindOf(seconds)}`,
      })
    }
    if (!seen) context.notApplicable('no answer has expires_in: let the server send it to have its form judged')
  },
})

export const expiresInPresent = check({
  id: 'token.expires-in-present',
  title: 'expires_in is present',
  law: [should('RFC 6749', '5.1')],
  needs: ['token'],
  steps: {
    service: 'Request a token of the cheapest grant',
    user: 'Complete a code flow and redeem the code',
    refreshed: 'Use the refresh token',
  },
  holds: 'Each answer has a member expires_in',
  defect: 'expires-in-missing',
  caution: 'Recommended only; servers whose tokens do not expire leave it out.',
  async run(context) {
    for await (const answer of successes(context, withToken)) {
      const seconds = answer.json?.['expires_in'] ?? undefined
      const actual = `${grantOf(answer)}: no expires_in`
      context.law.that(seconds !== undefined, { expected: 'expires_in', actual })
    }
  },
})

export const expiresInPlausible = check({
  id: 'token.expires-in-plausible',
  title: 'expires_in is in seconds and plausible',
  law: [security('RFC 6749', '5.1')],
  needs: ['token'],
  steps: {
    service: 'Request a token of the cheapest grant',
    user: 'Complete a code flow and redeem the code',
    refreshed: 'Use the refresh token',
  },
  holds: 'Where expires_in is sent it is more than zero and one year at most',
  defect: 'expires-in-milliseconds',
  caution:
    'Zero is legal, only useless, and some vendors let tokens live for years: both are warnings, up to ten years.',
  async run(context) {
    let seen = false
    for await (const answer of successes(context, withToken)) {
      const seconds = Number(answer.json?.['expires_in'] ?? Number.NaN)
      if (Number.isNaN(seconds)) continue
      seen = true
      const odd = seconds < 0 || seconds > 10 * year
      const expected = 'expires_in of one second to one year'
      const tolerated = odd ? undefined : 'a lifetime that can be meant, if hardly wise'
      const actual = `${grantOf(answer)}: ${seconds}`
      context.law.that(seconds > 0 && seconds <= year, { expected, actual, tolerated })
    }
    if (!seen) context.notApplicable('no answer has expires_in as a number')
  },
})

export const cacheControlNoStore = check({
  id: 'token.cache-control-no-store',
  title: 'Answers with tokens carry Cache-Control: no-store',
  law: [must('RFC 6749', '5.1')],
  needs: ['token'],
  steps: {
    service: 'Request a token of the cheapest grant',
    user: 'Complete a code flow and redeem the code',
    refreshed: 'Use the refresh token',
  },
  holds: 'The Cache-Control header of each answer has the directive no-store',
  defect: 'token-cacheable',
  caution: 'Further directives are fine, and letter case does not matter.',
  async run(context) {
    for await (const answer of successes(context, withToken)) {
      const value = answer.header('cache-control')
      const directives = value?.split(',').map((directive) => directive.trim().toLowerCase()) ?? []
      context.law.that(directives.includes('no-store'), {
        expected: 'Cache-Control with no-store',
        actual: `${grantOf(answer)}: ${value === undefined ? 'no Cache-Control header' : `Cache-Control: ${value}`}`,
      })
    }
  },
})

/** Seconds. */
const year = 31_536_000

type Demand = (asked: Asked) => Promise<Answer>

/** An answer that claims success, whatever is in it; anything else blocks the check. */
const succeeded: Demand = async (asked) => {
  const answer = await asked
  return answer.status < 300 ? answer : withToken(asked)
}

/** An answer with an access_token; anything else blocks the check. */
const withToken: Demand = async (asked) => (await asked.tokens()).answer

/** Successful answers of the grants the target has, as they come. */
async function* successes(
  { op, step, target }: Context<'service' | 'user' | 'refreshed'>,
  demand: Demand,
): AsyncGenerator<Answer> {
  const codes = target.has('authorization_code')
  if (target.has('client_credentials') || !codes) yield await step.service(() => demand(op.anyGrant()))
  if (!codes) return
  const client = target.findClient('refresh') ?? target.client('code')
  const answer = await step.user(async () => demand(op.redeem(await op.authorize({ client }))))
  yield answer
  const refresh_token = answer.json?.['refresh_token']
  if (typeof refresh_token !== 'string' || !target.has('refresh_token')) return
  yield await step.refreshed(() => demand(op.refresh({ refresh_token, client })))
}

function grantOf({ request }: Answer): string {
  return new URLSearchParams(request.body).get('grant_type') ?? 'the request'
}

/** What keeps an answer from being the JSON of RFC 6749 section 5.1, or undefined when nothing does. */
function notTokenJson({ status, mediaType, json, body }: Answer): string | undefined {
  if (status !== 200) return `status ${status}`
  if (mediaType !== 'application/json') return mediaType === '' ? 'no media type' : mediaType
  if (json === undefined) return 'a body that is not one JSON object'
  if (body.includes('\uFFFD')) return 'a body that is not UTF-8'
  const top = 'access_token' in json || 'token_type' in json
  return top ? undefined : `an object with ${Object.keys(json).join(', ') || 'nothing'} at its top level`
}

const registeredTypes = new Set(['bearer', 'dpop', 'pop', 'n_a'])

const isUri = /^[a-z][a-z0-9+.-]*:\S+$/i

/** What a member is that should have been something else, without its value. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (value === '') return 'an empty string'
  return Array.isArray(value) ? 'an array' : `a JSON ${typeof value}`
}
