import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { developmentCertificate } from '../../mock-server/keys/development-certificates.ts'

/** What a client was sent by the mock. */
export interface Received {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A server of a client on loopback: keeps what it is sent and answers each path with a text, or with 204. */
export class CallbackServer {
  readonly received: Received[] = []
  readonly url: string
  /** What is answered by path; may be changed at any time. */
  readonly answers: Record<string, string>
  readonly #server: Server
  readonly #waiting: (() => void)[] = []

  constructor(server: Server, url: string, answers: Record<string, string>) {
    this.answers = answers
    this.#server = server
    this.url = url
    server.on('request', (req, res) => {
      let body = ''
      req.setEncoding('utf8').on('data', (part: string) => (body += part))
      req.on('end', () => {
        const { method = '', url: path = '', headers } = req
        this.received.push({ method, path, headers, body })
        const text = this.answers[path]
        res.writeHead(text === undefined ? 204 : 200, { 'content-type': 'application/json' }).end(text)
        for (const wake of this.#waiting.splice(0)) wake()
      })
    })
  }

  /** The next request that has not been taken. */
  async next(): Promise<Received> {
    while (this.received.length === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    const [first] = this.received.splice(0, 1)
    if (!first) throw new Error('nothing was received')
    return first
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

/** Starts a client's server, with the development certificate when it is to speak TLS. */
export async function receive(answers: Record<string, string> = {}, tls = false): Promise<CallbackServer> {
  const server = tls ? createSecureServer(developmentCertificate) : createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return new CallbackServer(server, `${tls ? 'https' : 'http'}://127.0.0.1:${port}`, answers)
}
