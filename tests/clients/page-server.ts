import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** The files of the libraries that a page loads, as built for browsers. */
export const libraries = {
  auth0: () => besides(require.resolve('@auth0/auth0-spa-js'), '../auth0-spa-js.production.js'),
  oidc: () => besides(require.resolve('oidc-client-ts'), '../browser/oidc-client-ts.min.js'),
}

function besides(main: string, path: string): string {
  return readFileSync(join(dirname(main), path), 'utf8')
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
