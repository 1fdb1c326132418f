import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { loadChecks, select } from '../../harness/catalogue.ts'
import { completeTarget } from '../../harness/target/config/defaults.ts'
import { hangUp, listen } from '../../mock-server/listener.ts'
import { judged } from '../flows/judged.ts'

/** A token endpoint whose every answer names an origin, with credentials. */
async function endpointAllowing(origin: string): Promise<string> {
  const server = createServer((req, res) => {
    let body = ''
    req.on('data', (chunk: Buffer) => (body += chunk.toString()))
    req.on('end', () => {
      const good = body.includes('grant_type=client_credentials') && !body.includes('wrong')
      res.writeHead(good ? 200 : 400, {
        'content-type': 'application/json',
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
      })
      res.end(
        JSON.stringify(good ? { access_token: 'a'.repeat(43), token_type: 'Bearer' } : { error: 'invalid_request' }),
      )
    })
  })
  onTestFinished(() => hangUp(server))
  return `http://${await listen(server)}`
}

test.each([
  ['*', 'warn'],
  ['https://foreign.assay.example', 'fail'],
])('%s with credentials at the token endpoint is a %s', async (origin, verdict) => {
  const issuer = await endpointAllowing(origin)
  const target = completeTarget({
    name: 'star',
    issuer,
    discovery: false,
    metadata: { token_endpoint: `${issuer}/token` },
    clients: { service: { client_id: 'service', client_secret: 'a-secret-of-the-service' } },
  })
  const verdicts = await judged(target, select(await loadChecks([]), ['token.cors-without-credentials']))
  expect(verdicts['token.cors-without-credentials']).toMatchObject({ verdict })
})
