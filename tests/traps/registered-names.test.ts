import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'

import { completeTarget } from '../../harness/target/config/defaults.ts'
import { randomText } from '../../harness/operations/pkce.ts'
import { checksOf, judged } from '../flows/judged.ts'

const client = (client_id: string) => ({
  client_id,
  client_secret: 'secret',
  redirect_uris: [`https://${client_id}.example/cb`],
})

/** A server whose consent page calls clients by names that no target file tells. */
async function serve(nameOf: (clientId: string) => string): Promise<string> {
  const server = createServer((request, answer) => {
    const query = new URL(request.url ?? '', 'http://as.example').searchParams
    const id = query.get('client_id') ?? ''
    if (request.method === 'POST') {
      const location = `https://${id}.example/cb?code=${randomText(32)}&state=${query.get('state')}`
      answer.writeHead(302, { location }).end()
      return
    }
    answer.setHeader('content-type', 'text/html')
    answer.end(
      `<p>${nameOf(id)} is requesting access to your account. Visit ${randomText(6)}1.</p><form method="post"><button name="allow">Allow</button><button name="cancel">Deny</button></form>`,
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const address = server.address()
  return typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : ''
}

const registered = (id: string): string => (id === 'qk1' ? 'Samplr' : 'Dashboard')

test.each([
  ['a registered name is a name', registered, ['qk1', 'zw2'], 'pass'],
  ['a page that is the same for everybody names nobody', () => 'An application', ['qk1', 'zw2'], 'warn'],
  ['what cannot be compared is not judged', registered, ['qk1'], 'skip'],
] as const)('%s', async (_, nameOf, ids, verdict) => {
  const issuer = await serve(nameOf)
  const metadata = { authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` }
  const users = { alice: { username: 'alice', password: 'correct-horse' } }
  const clients = Object.fromEntries(ids.map((id) => [id, client(id)]))
  const file = completeTarget({ issuer, discovery: false, metadata, clients, users })
  const id = 'authz.consent-names-client-and-scope'

  const verdicts = await judged(file, await checksOf(id))

  expect(verdicts[id]).toMatchObject({ verdict })
})
