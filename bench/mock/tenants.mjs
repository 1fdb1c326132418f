import { Provider } from './bare-provider.mjs'
import { createMockServer } from '../../dist/mock-server/index.js'
import { OAuth2Server } from 'oauth2-mock-server'

/** Milliseconds that one more issuer costs in a process that has some, averaged. */
export async function newTenants(count) {
  const mock = await createMockServer()
  const assay = await timed(count, async () => void (await mock.createTenant()))
  await mock.close()
  const bare = await timed(count, async () => void new Provider('http://127.0.0.1', {}).callback())
  const peers = []
  const peer = await timed(Math.min(count, 20), async () => {
    const server = new OAuth2Server()
    await server.issuer.keys.generate('RS256')
    await server.start(0, '127.0.0.1')
    peers.push(server)
  })
  await Promise.all(peers.map((server) => server.stop()))
  return { assay, bare, peer }
}

async function timed(count, make) {
  await make()
  const start = performance.now()
  for (let made = 0; made < count; made += 1) await make()
  return (performance.now() - start) / count
}
