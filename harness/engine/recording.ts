import type { Silence } from '../context.ts'
import type { EndpointName } from '../target/target.ts'
import { Answer } from '../http/answer.ts'
import type { Recorded } from '../http/line.ts'
import { Blocked } from '../verdict.ts'
import type { Court, Heard } from './court.ts'

/** The answers of a run of a target that is still alive, all of them or those of one endpoint, in the order in which their checks ended. */
export function recordingOf(court: Court, endpoint?: EndpointName | 'resource'): readonly Answer[] {
  const { recorded, target, transport } = court
  const [dead] = transport.down
  if (dead !== undefined) throw new Blocked(`${dead} does not answer`)
  const url = endpoint === undefined ? undefined : addressOf(target, endpoint)
  if (endpoint !== undefined && url === undefined) return []
  return recorded.flatMap((exchange) => (url === undefined || isAt(exchange, url) ? answerOf(exchange) : []))
}

/** The requests of a run without an answer that had none in a later attempt of the same check either, one of each kind. */
export function silencesOf(court: Court): readonly Silence[] {
  const [dead] = court.transport.down
  if (dead !== undefined) throw new Blocked(`${dead} does not answer`)
  const attempts = new Map<string, Set<number>>()
  const repeated = court.recorded.flatMap((heard) => {
    if (heard.silence === undefined) return []
    const key = keyOf(heard)
    const seen = attempts.get(key) ?? new Set()
    attempts.set(key, seen.add(heard.attempt))
    return seen.size === 2 ? [{ key, silence: { kind: heard.silence, request: heard.request } }] : []
  })
  return [...new Map(repeated.map(({ key, silence }) => [key, silence])).values()]
}

/** What two attempts at the same request have in common: not the values, which are fresh each time. */
function keyOf({ check, step, request: { method, url, body = '' } }: Heard): string {
  const [path = '', query = ''] = url.split('?', 2)
  const names = [...new URLSearchParams(`${query}&${body}`).keys()].filter((name) => name.length <= 40).toSorted()
  return JSON.stringify([check, step, method, path, names])
}

function addressOf(target: Court['target'], endpoint: EndpointName | 'resource'): string | undefined {
  if (endpoint === 'resource') return target.resource?.url
  const url = target.metadata[endpoint === 'jwks' ? 'jwks_uri' : `${endpoint}_endpoint`]
  return typeof url === 'string' ? url : undefined
}

function isAt({ request }: Recorded, url: string): boolean {
  return request.url.split(/[?#]/, 1)[0] === url.split(/[?#]/, 1)[0]
}

// Every check that judges the recording looks at the same answers.
const answers = new WeakMap<Recorded, Answer>()

function answerOf(exchange: Recorded): Answer[] {
  const { id, request, response, at, ms } = exchange
  if (response === undefined) return []
  const answer = answers.get(exchange) ?? new Answer({ ...response, request, exchange: id, at: at + ms })
  answers.set(exchange, answer)
  return [answer]
}
