import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadChecks, select } from '../../harness/catalogue.ts'
import { completeTarget } from '../../harness/target/config/defaults.ts'
import { hangUp, listen } from '../../mock-server/listener.ts'
import { judged } from '../flows/judged.ts'

const client = 'https://app.example/callback'

/** Has no form to begin with; logs in by JSON, then moves on to the client. */
const page = `<!doctype html><title>Sign in</title><main></main><script>
document.querySelector('main').innerHTML =
  '<form id=f><label>User <input name=username></label><label>Password <input type=password name=password></label><button>Sign in</button></form>'
document.querySelector('#f').addEventListener('submit', async (event) => {
  event.preventDefault()
  const body = JSON.stringify(Object.fromEntries(new FormData(event.target)))
  await fetch('/login', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  location.assign('/authorize' + location.search + '&done=1')
})
</script>`

let server: Server
let issuer: string
beforeAll(async () => {
  server = createServer((req, res) => {
    const { pathname, searchParams } = new URL(req.url ?? '/', 'http://localhost')
    const state = searchParams.get('state') ?? ''
    if (pathname === '/login') return res.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    if (pathname !== '/authorize' || searchParams.get('client_id') !== 'web') return res.writeHead(404).end()
    if (searchParams.has('done'))
      return res
        .writeHead(302, { location: `${client}?${new URLSearchParams({ code: 'c-1', state }).toString()}` })
        .end()
    return res.writeHead(200, { 'content-type': 'text/html', 'x-frame-options': 'DENY' }).end(page)
  })
  issuer = `http://${await listen(server)}`
})
afterAll(() => hangUp(server))

test('a login page whose form is made by scripts is a page that may not be framed', async () => {
  const checks = select(await loadChecks([]), ['authz.frame-protection'])
  const endpoints = { authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` }
  const target = completeTarget({
    name: 'single-page',
    issuer,
    discovery: false,
    metadata: endpoints,
    clients: { web: { client_id: 'web', token_endpoint_auth_method: 'none', redirect_uris: [client] } },
    users: { alice: { username: 'alice', password: 'alice-password' } },
    login: { how: 'browser' },
  })
  const verdicts = await judged(target, checks)
  expect(verdicts['authz.frame-protection']).toMatchObject({ verdict: 'pass' })
}, 120_000)
