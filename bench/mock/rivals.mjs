// The three servers that are compared: each is started in a process of its own and says where it listens.
// Usage: node bench/mock/rivals.mjs <name> <algorithm>, as a child with an IPC channel.
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import process from 'node:process'
import { exportJWK, generateKeyPair } from 'jose'

/** What the load generator needs to know of a server. */
const client = { client_id: 'bench', client_secret: 'bench-secret-0123456789-0123456789-0123456789' }
const redirect = 'https://client.example/callback'

async function keys(alg) {
  const { privateKey } = await generateKeyPair(alg, { extractable: true })
  return { keys: [{ ...(await exportJWK(privateKey)), alg, use: 'sig', kid: randomBytes(4).toString('hex') }] }
}

async function assay(format) {
  const { createMockServer } = await import('../../dist/mock-server/index.js')
  const mock = await createMockServer({
    tenant: {
      accessTokens: format === 'opaque' ? 'opaque' : 'jwt',
      keys: await keys(format === 'opaque' ? 'RS256' : format),
      login: 'automatic',
      consent: 'automatic',
      pkce: 'optional',
      clients: [
        {
          ...client,
          token_endpoint_auth_method: 'client_secret_post',
          grant_types: ['client_credentials', 'authorization_code'],
          redirect_uris: [redirect],
          id_token_signed_response_alg: format === 'opaque' ? 'RS256' : format,
        },
      ],
    },
  })
  return { issuer: mock.issuer, token: '/token', authorize: '/authorize' }
}

async function bare(format) {
  const { Provider } = await import('./bare-provider.mjs')
  const server = createServer()
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${server.address().port}`
  const alg = format === 'opaque' ? 'RS256' : format
  const provider = new Provider(issuer, {
    jwks: await keys(alg),
    cookies: { keys: ['bench'] },
    clients: [
      {
        ...client,
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['client_credentials', 'authorization_code'],
        redirect_uris: [redirect],
        id_token_signed_response_alg: alg,
      },
    ],
    scopes: ['openid', 'read'],
    pkce: { required: () => false },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { url: (_, { uid }) => `/login/${uid}` },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: format !== 'opaque',
        defaultResource: () => 'urn:bench',
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'read',
          audience: 'urn:bench',
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg } },
        }),
      },
    },
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({ accountId: oidc.session.accountId, clientId: oidc.client.clientId })
      grant.addOIDCScope('openid read')
      grant.addResourceScope('urn:bench', 'read')
      await grant.save()
      return grant
    },
  })
  const serve = provider.callback()
  server.on('request', (req, res) => {
    if (!req.url.startsWith('/login/')) return void serve(req, res)
    provider.interactionFinished(req, res, { login: { accountId: 'alice' } }).catch((error) => res.destroy(error))
  })
  return { issuer, token: '/token', authorize: '/auth' }
}

async function peer(format) {
  const { OAuth2Server } = await import('oauth2-mock-server')
  const server = new OAuth2Server()
  await server.issuer.keys.generate(format === 'opaque' ? 'RS256' : format)
  await server.start(0, '127.0.0.1')
  return { issuer: server.issuer.url.replace('localhost', '127.0.0.1'), token: '/token', authorize: '/authorize' }
}

const servers = { assay, bare, peer }

const [, , name, format] = process.argv
const place = await servers[name](format)
process.on('message', () => {
  globalThis.gc?.()
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed } = process.memoryUsage()
  process.send({ cpu: (user + system) / 1e6, rss: rss / 1e6, heap: heapUsed / 1e6 })
})
process.send({ ...place, client, redirect })
