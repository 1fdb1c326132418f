import type { AnswerLaw, Excuses, Weighing } from '../context.ts'
import type { Answer } from '../http/answer.ts'
import { Blocked, Broken } from '../verdict.ts'

const overloaded = new Set([429, 502, 503, 504])

/** Judges one answer of an endpoint. */
export function answerLaw(answer: Answer, { tolerated, about }: Weighing): AnswerLaw {
  const breaks = (expected: string, excuse = tolerated, actual = answer.describe()): never => {
    const seen = about === undefined ? actual : `${actual} to ${about}`
    throw new Broken({ expected, actual: seen, ...(excuse === undefined ? {} : { tolerated: excuse }) })
  }
  const refuses = (...codes: readonly string[]): void => {
    const expected = `a refusal: ${refusal(codes)}`
    if (answer.hasToken) breaks(expected)
    clearOfLoad(answer)
    const form = formOf(answer, codes)
    if (form !== undefined) breaks(expected, tolerated ?? `refused all the same, only ${form}`)
  }
  return {
    grants() {
      if (answer.status === 200 && answer.hasToken && answer.json !== undefined) return
      clearOfLoad(answer)
      breaks('200 with an access_token in JSON')
    },
    refuses,
    errs(codes, excuses = {}) {
      const wanted = typeof codes === 'string' ? [codes] : codes
      const expected = refusal(wanted)
      if (answer.hasToken) breaks(expected)
      clearOfLoad(answer)
      if (formOf(answer, wanted) !== undefined) breaks(expected, tolerated ?? excuse(answer, wanted, excuses))
    },
    withholds(scope, covered) {
      if (!answer.hasToken) return refuses('invalid_scope')
      const told = answer.scopes
      const covers = [told, covered].find((scopes) => scopes?.includes(scope))
      const expected = `${refusal(['invalid_scope'])}, or a token without ${scope} whose answer says so`
      if (covers !== undefined) breaks(expected, tolerated, `a token with scope ${covers.join(' ')}`)
      if (told === undefined) breaks(expected, tolerated ?? silent(covered), 'a token without a word about its scope')
    },
    denies() {
      if (answer.status === 401) return
      clearOfLoad(answer)
      const denied = answer.status >= 300 && answer.status < 500
      breaks('401', tolerated ?? (denied ? `refused all the same, only with status ${answer.status}` : undefined))
    },
    challenges(error) {
      clearOfLoad(answer)
      const challenge = answer.header('www-authenticate') ?? ''
      const named = /\berror\s*=\s*"?([^",\s]+)/i.exec(challenge)?.[1]
      const bearer = /\bbearer\b/i.test(challenge)
      if (answer.status === 401 && bearer && named === error) return
      const scheme = bearer ? 'a Bearer challenge' : 'no Bearer challenge'
      const actual = `${answer.status} with ${scheme}${named === undefined ? '' : ` and error="${named}"`}`
      breaks(`401 with a Bearer challenge and error="${error}"`, tolerated, actual)
    },
    refusesCleanly() {
      const expected = 'a clean refusal: 4xx with an OAuth error'
      if (answer.hasToken) breaks(expected)
      clearOfLoad(answer)
      if (!isClientError(answer)) breaks(expected, tolerated ?? unimplemented(answer))
      if (answer.error === undefined)
        breaks(expected, tolerated ?? 'refused all the same, only not with an OAuth error')
    },
    status(...statuses) {
      if (statuses.includes(answer.status)) return
      clearOfLoad(answer)
      breaks(`status ${statuses.join(' or ')}`)
    },
  }
}

/** An answer that speaks of load proves nothing either way. */
function clearOfLoad(answer: Answer): void {
  if (overloaded.has(answer.status)) {
    throw new Blocked(`the server answered ${answer.status}, which speaks of load and not of the law`, {
      transient: true,
    })
  }
}

/** What is wrong with the form of a refusal (RFC 6749 section 5.2), or undefined when nothing is. */
function formOf(answer: Answer, codes: readonly string[]): string | undefined {
  if (answer.json === undefined || answer.mediaType !== 'application/json') return 'not as JSON'
  const code = answer.error
  if (code === undefined) return 'without an error code'
  if (codes.length === 0 && isClientError(answer)) return undefined
  if (codes.length > 0 && !codes.includes(code)) return `with error=${code}`
  if (answer.status !== 400 && !(answer.status === 401 && code === 'invalid_client'))
    return `with status ${answer.status}`
  return undefined
}

/** Without a scope member the answer claims that all was granted (RFC 6749 section 5.1). */
function silent(covered: readonly string[] | undefined): string {
  return covered === undefined
    ? 'nothing tells what the token covers'
    : 'the token lacks the scope, only nobody is told'
}

function excuse(answer: Answer, codes: readonly string[], { codes: known = [] }: Excuses): string | undefined {
  const code = answer.error
  if (code === undefined || answer.mediaType !== 'application/json') return undefined
  if (!isClientError(answer)) return undefined
  if (codes.includes(code)) return `the error code is right, only the status is ${answer.status}`
  return known.includes(code) ? `error=${code} is a deviation known from servers in the field` : undefined
}

/** 501 is chosen by a program that knows what it does not do (RFC 9110 section 15.6.2); a crash answers 500. */
function unimplemented({ status, error }: Answer): string | undefined {
  const isChosen = status === 501 && error !== undefined && error !== 'server_error'
  return isChosen ? 'refused all the same, only with status 501' : undefined
}

function isClientError({ status }: Answer): boolean {
  return status >= 400 && status < 500
}

function refusal(codes: readonly string[]): string {
  if (codes.length === 0) return '4xx with an error'
  const status = codes.includes('invalid_client') ? '400 or 401' : '400'
  return `${status} with error=${codes.join(' or ')}`
}
