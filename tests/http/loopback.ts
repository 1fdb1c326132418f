import { createServer, type IncomingMessage, type RequestListener, type Server as HttpServer } from 'node:http'
import { createServer as createSocketServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** A server of the tests on a free port of the loopback interface. */
export interface Loopback {
  readonly url: string
  close(): Promise<void>
}

/** An HTTP server that answers by the listener. */
export async function httpLoopback(listener: (...of: Parameters<RequestListener>) => unknown): Promise<Loopback> {
  const server: HttpServer = createServer((request, response) => void listener(request, response))
  const url = await listening(server)
  return {
    url,
    async close() {
      server.closeAllConnections()
      await closed(server)
    },
  }
}

/** A TCP server that may say anything; `speak` is called with each connection once its first request has arrived. */
export async function socketLoopback(speak: (socket: Socket) => void): Promise<Loopback> {
  const sockets = new Set<Socket>()
  const server = createSocketServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    socket.once('data', () => speak(socket))
  })
  const url = await listening(server)
  return {
    url,
    async close() {
      for (const socket of sockets) socket.destroy()
      await closed(server)
    },
  }
}

/** The address of a port where nobody listens. */
export async function deadAddress(): Promise<string> {
  const { url, close } = await socketLoopback(() => undefined)
  await close()
  return url
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}`
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
  })
}
