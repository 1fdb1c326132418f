import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

/** A mock in a process of its own, with its state in a Redis. */
export class Replica {
  readonly url: string
  /** Settles when it says that it is stopping. */
  readonly stopping: Promise<void>
  readonly #process: ChildProcess

  private constructor(url: string, process: ChildProcess, stopping: Promise<void>) {
    this.url = url
    this.#process = process
    this.stopping = stopping
  }

  static async start(issuer: string, redis: string): Promise<Replica> {
    const child = launch(['--issuer', issuer, '--redis', redis])
    const stopping = said(child.stderr, 'stopping').then(() => undefined)
    const url = /^listening\s+(\S+)$/m.exec(await said(child.stdout, 'Stop it'))?.[1]
    if (url === undefined) throw new Error('Expected a replica that tells where it listens, got none.')
    return new Replica(url, child, stopping)
  }

  /** Starts one that is expected to give up; its exit code and what it said. */
  static async fail(issuer: string, redis: string): Promise<{ code: number | null; stderr: string }> {
    const child = launch(['--issuer', issuer, '--redis', redis])
    const ended = once(child, 'exit')
    const stderr = await text(child.stderr)
    await ended
    return { code: child.exitCode, stderr }
  }

  /** Sends the head of a POST and the half of its body. */
  beginPost(path: string, body: string): { accepted: Promise<unknown>; finish: () => Promise<string> } {
    const { hostname, port } = new URL(this.url)
    const socket = connect(Number(port), hostname)
    const head = [
      `POST ${path} HTTP/1.1`,
      `Host: ${hostname}`,
      `Content-Length: ${body.length}`,
      'Expect: 100-continue',
    ]
    socket.write(`${[...head, 'Content-Type: application/x-www-form-urlencoded'].join('\r\n')}\r\n\r\n`)
    return {
      accepted: once(socket, 'data'),
      finish: async () => {
        socket.write(body)
        return text(socket)
      },
    }
  }

  /** Asks it to stop and gives its exit code. */
  async stop(): Promise<number | null> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = once(this.#process, 'exit')
      this.#process.kill('SIGTERM')
      await ended
    }
    return this.#process.exitCode
  }

  async kill(): Promise<void> {
    const ended = once(this.#process, 'exit')
    this.#process.kill('SIGKILL')
    await ended
  }
}

/** Reads until a word comes, or to the end. */
function said(stream: Readable, word: string): Promise<string> {
  return new Promise((resolve) => {
    let all = ''
    stream.on('data', (chunk) => {
      all += String(chunk)
      if (all.includes(word)) resolve(all)
    })
    stream.once('end', () => resolve(all))
  })
}

function launch(words: readonly string[]) {
  const env = { ...process.env, NO_COLOR: '1' }
  return spawn(process.execPath, ['dist/cli/main.js', 'mock', '--port', '0', ...words], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** One address for several replicas: each request goes to the next one that answers. */
export class Front {
  replicas: Replica[] = []
  /** The addresses that have answered. */
  readonly served = new Set<string>()
  readonly #server: Server
  #next = 0

  private constructor(server: Server) {
    this.#server = server
    server.on('request', (req, res) => void this.#pass(req, res))
  }

  static async start(): Promise<Front> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new Front(server)
  }

  get issuer(): string {
    const address = this.#server.address()
    if (typeof address !== 'object' || address === null) throw new Error('no address')
    return `http://127.0.0.1:${address.port}`
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  async #pass(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await text(req)
    for (const _ of this.replicas) {
      const replica = this.replicas[(this.#next += 1) % this.replicas.length]
      const answer = replica && (await ask(replica.url, req, body))
      if (!answer || !replica) continue
      this.served.add(replica.url)
      res.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(res)
      return
    }
    res.writeHead(502).end()
  }
}

/** The answer of one replica; undefined when it is gone. */
function ask(url: string, { method, url: path, headers }: IncomingMessage, body: string) {
  return new Promise<IncomingMessage | undefined>((resolve) => {
    const passed = request(url + (path ?? '/'), { method, headers, agent: false }, resolve)
    passed.once('error', () => resolve(undefined))
    passed.end(body)
  })
}
