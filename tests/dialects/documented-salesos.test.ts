import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMockServer, type MockServer } from '../../mock-server/index.ts'
import { DocumentedShell, snippet } from './documentation.ts'

const callback = 'https://app.example/callback'

let mock: MockServer
let shell: DocumentedShell
beforeAll(async () => {
  mock = await createMockServer({
    issuer: 'https://auth.play2sell.com',
    tls: { hosts: ['auth.play2sell.com', 'api.play2sell.com'] },
    tenant: { dialect: 'salesos', login: 'automatic', consent: 'automatic' },
  })
  shell = await DocumentedShell.at(mock)
})
afterAll(async () => {
  await shell[Symbol.asyncDispose]()
  await mock.close()
})

const client = () => {
  const { client_id = '', client_secret = '' } = mock.tenant.clients.list()[0] ?? {}
  return { YOUR_CLIENT_ID: client_id, YOUR_CLIENT_SECRET: client_secret }
}

async function run(name: string, placeholders: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
  const answer: Record<string, unknown> = JSON.parse(await shell.run(await snippet(`salesos/${name}`, placeholders)))
  return answer
}

/** Members of the printed answer, each with what does not change from token to token. */
async function expectLike(answer: Record<string, unknown>, name: string): Promise<void> {
  const printed: Record<string, unknown> = JSON.parse(await snippet(`salesos/${name}`))
  for (const [member, value] of Object.entries(printed)) {
    const [head = ''] = /^(?:ey|v1\.)/.exec(String(value)) ?? []
    if (head === '') expect(answer[member], member).toBe(value)
    else expect(String(answer[member]), member).toMatch(new RegExp(`^${head}.{20,}`))
  }
}

test('option 1, and the token used', async () => {
  const answer = await run('client-credentials.sh', client())
  await expectLike(answer, 'client-credentials.answer.txt')
  expect(Object.keys(answer)).not.toContain('refresh_token')
  const printed = 'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9...'
  expect(await run('using-the-token.sh', { [printed]: String(answer['access_token']) })).toEqual({ data: [] })
})

test('option 2 from the login to the refreshed token', async () => {
  const { YOUR_CLIENT_ID } = client()
  const lines = await snippet('salesos/authorize.txt', { YOUR_CLIENT_ID, YOUR_CALLBACK_URL: callback })
  const back = await shell.leave(new URL(lines.replaceAll(/\n\s*/g, '')))
  expect(back.origin + back.pathname).toBe(callback)
  const AUTHORIZATION_CODE = back.searchParams.get('code') ?? ''
  const redemption = { ...client(), AUTHORIZATION_CODE, YOUR_CALLBACK_URL: callback }
  const answer = await run('authorization-code.sh', redemption)
  await expectLike(answer, 'authorization-code.answer.txt')
  const refresh = { ...client(), YOUR_REFRESH_TOKEN: String(answer['refresh_token']) }
  const { access_token: refreshed } = await run('refresh.sh', refresh)
  const printed = 'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9...'
  expect(await run('using-the-token.sh', { [printed]: String(refreshed) })).toEqual({ data: [] })
  expect(await run('authorization-code.sh', redemption)).toMatchObject({ error: 'invalid_grant' })
})

test('the errors of the table', async () => {
  const wrong = { ...client(), YOUR_CLIENT_SECRET: 'wrong' }
  expect(await run('client-credentials.sh', wrong)).toMatchObject({ error: 'invalid_client' })
  const unknown = { 'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9...': 'expired' }
  const use = await snippet('salesos/using-the-token.sh', unknown)
  expect(await shell.run(`${use.trimEnd()} -o /dev/null -w '%{http_code}'`)).toBe('401')
})
