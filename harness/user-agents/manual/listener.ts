import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { arrivalOf } from '../arrival.ts'
import type { Arrival } from '../user-agent.ts'

/** Waits at a redirect_uri for the browser of a person. */
export interface Listener {
  readonly arrived: Promise<Arrival>
  close(): void
}

/** Whether a redirect_uri can be listened at: plain HTTP to this machine, by a host name that is surely this machine. */
export function isListenable(redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false
  const { protocol, hostname } = new URL(redirectUri)
  return protocol === 'http:' && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname)
}

/** Listens at a redirect_uri; undefined where it is not of this machine or something else listens there already. */
export async function listenAt(redirectUri: string): Promise<Listener | undefined> {
  if (!isListenable(redirectUri)) return undefined
  const { hostname, port } = new URL(redirectUri)
  let arrive: (arrival: Arrival) => void = () => undefined
  const arrived = new Promise<Arrival>((resolve) => {
    arrive = resolve
  })
  const server = createServer((request, response) => {
    void receive(redirectUri, request, response).then((arrival) => arrival !== undefined && arrive(arrival))
  })
  try {
    server.listen(port === '' ? 80 : Number(port), hostname.replace(/^\[|\]$/g, ''))
    await once(server, 'listening')
  } catch {
    return undefined
  }
  return {
    arrived,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

const longest = 65_536

async function receive(
  redirectUri: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Arrival | undefined> {
  const url = `${new URL(redirectUri).origin}${request.url ?? '/'}`
  const body = await bodyOf(request)
  const fragment = request.headers['x-fragment'] === '1' ? `#${body}` : ''
  const method = fragment === '' ? (request.method ?? 'GET') : 'GET'
  const headers: [string, string][] = [['content-type', request.headers['content-type'] ?? '']]
  const arrival = arrivalOf({ method, url: url + fragment, headers, body }, { redirectUri }, [])
  const answers = arrival?.kind === 'redirect' && ['code', 'error', 'response'].some((name) => arrival.params.has(name))
  const last = answers || fragment !== '' || method === 'POST'
  response.writeHead(arrival === undefined ? 404 : 200, {
    'content-type': 'text/html; charset=utf-8',
    connection: 'close',
  })
  response.end(arrival === undefined ? 'Not found' : last ? done : fragmentPage)
  // The listener closes on arrival, and the person is to read what it said.
  await Promise.race([once(response, 'finish'), once(response, 'close')])
  return last ? arrival : undefined
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) {
    body += String(chunk)
    if (body.length > longest) break
  }
  return body
}

const done = '<!doctype html><title>Assay</title><p>Assay has the answer. You can close this page.'

/** What stands behind # never reaches a server; this page hands it over. */
const fragmentPage = `<!doctype html><title>Assay</title><p id=said>One moment …<script>
fetch(location.href.replace(/#.*/s, ''), { method: 'POST', headers: { 'x-fragment': '1' }, body: location.hash.slice(1) })
  .then(() => { document.querySelector('#said').textContent = 'Assay has the answer. You can close this page.' })
</script>`
