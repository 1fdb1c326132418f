import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'

import { completeTarget } from '../../harness/target/config/defaults.ts'
import { randomText } from '../../harness/operations/pkce.ts'
import { checksOf, judged } from '../flows/judged.ts'

const client = { client_id: 'web', client_secret: 'secret', redirect_uris: ['https://app.example/cb'] }

/** A server that keeps what is asked for in its session, under an id of eight characters that the form sends back. */
async function serve(looksAtId: boolean): Promise<string> {
  const sessions = new Map<string, Map<string, string>>()
  const open = ({ headers: { cookie = '' } }: IncomingMessage): [string, Map<string, string>] => {
    const id = /sid=(\w+)/.exec(cookie)?.[1] ?? randomText(32)
    const session = sessions.get(id) ?? new Map<string, string>()
    sessions.set(id, session)
    return [id, session]
  }
  const server = createServer((request, answer) => {
    void (async () => {
      const [sid, session] = open(request)
      const url = new URL(request.url ?? '', 'http://as.example')
      const form = new URLSearchParams(await text(request))
      if (url.pathname === '/authorize') {
        const id = randomText(8)
        session.set(id, url.searchParams.get('state') ?? '')
        answer.setHeader('set-cookie', `sid=${sid}; Path=/; HttpOnly`).setHeader('content-type', 'text/html')
        answer.end(
          `<form action="/decision" method="post"><p>web asks for access</p><input type="hidden" name="transaction_id" value="${id}"><input type="submit" value="Allow"><input type="submit" value="Deny" name="cancel"></form>`,
        )
        return
      }
      const state = looksAtId ? session.get(form.get('transaction_id') ?? '') : [...session.values()].at(-1)
      if (state === undefined) return void answer.writeHead(403).end('no such transaction')
      answer.writeHead(302, { location: `https://app.example/cb?code=${randomText(32)}&state=${state}` }).end()
    })()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const address = server.address()
  return typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : ''
}

test.each([
  ['a short random id of the form protects the consent', true, 'pass'],
  ['an id that nobody looks at protects nothing', false, 'fail'],
])('%s', async (_, looksAtId, verdict) => {
  const issuer = await serve(looksAtId)
  const metadata = { authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` }
  const users = { alice: { username: 'alice', password: 'correct-horse' } }
  const file = completeTarget({ issuer, discovery: false, metadata, clients: { web: client }, users })

  const verdicts = await judged(file, await checksOf('authz.csrf-protection'))

  expect(verdicts['authz.csrf-protection']).toMatchObject({ verdict })
})
