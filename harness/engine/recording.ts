import type { EndpointName } from '../target/target.ts'
import { Answer } from '../http/answer.ts'
import type { Recorded } from '../http/line.ts'
import { Blocked } from '../verdict.ts'
import type { Court } from './court.ts'

/** The answers of a run of a target that is still alive, all of them or those of one endpoint, in the order in which their checks ended. */
export function recordingOf(court: Court, endpoint?: EndpointName | 'resource'): readonly Answer[] {
  const { recorded, target, transport } = court
  const [dead] = transport.down
  if (dead !== undefined) throw new Blocked(`${dead} does not answer`)
  const url = endpoint === undefined ? undefined : addressOf(target, endpoint)
  if (endpoint !== undefined && url === undefined) return []
  return recorded.flatMap((exchange) => (url === undefined || isAt(exchange, url) ? answerOf(exchange) : []))
}

function addressOf(target: Court['target'], endpoint: EndpointName | 'resource'): string | undefined {
  if (endpoint === 'resource') return target.resource?.url
  const url = target.metadata[endpoint === 'jwks' ? 'jwks_uri' : `${endpoint}_endpoint`]
  return typeof url === 'string' ? url : undefined
}

function isAt({ request }: Recorded, url: string): boolean {
  return request.url.split(/[?#]/, 1)[0] === url.split(/[?#]/, 1)[0]
}

function answerOf({ id, request, response, at, ms }: Recorded): Answer[] {
  return response === undefined ? [] : [new Answer({ ...response, request, exchange: id, at: at + ms })]
}
