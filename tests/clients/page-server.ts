import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../node_modules/', import.meta.url))

/** The text of a file of an installed package, also one that its exports do not name. */
export function fileOf(path: string): string {
  return readFileSync(folder + path, 'utf8')
}

/** One page at every path of an origin of its own: a library of the browser and the application that uses it. */
export async function servePage(library: string, application: string) {
  const page = `<!doctype html><title>Application</title><script src="/library.js"></script><script>${application}</script>`
  const server = createServer(({ url }, response) => {
    const isLibrary = url === '/library.js'
    response.setHeader('content-type', isLibrary ? 'text/javascript' : 'text/html')
    response.end(isLibrary ? library : page)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const close = async () => {
    server.closeAllConnections()
    await once(server.close(), 'close')
  }
  return { url: `http://127.0.0.1:${port}`, close }
}
