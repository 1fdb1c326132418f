import { createServer } from 'node:http'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { RunEvent, RunRequest } from '../../harness/engine/events.ts'
import { runChecks } from '../../harness/engine/run.ts'
import { formAgent } from '../../harness/user-agents/form.ts'
import { createMockServer } from '../../mock-server/index.ts'

const folder = await mkdtemp(join(tmpdir(), 'assay-by-hand-'))
const callback = `http://127.0.0.1:${await freePort()}/cb`
const client = { client_id: 'web', client_secret: 'the-secret-of-the-web', redirect_uris: [callback] }
const mock = await createMockServer({
  tenant: {
    login: 'password',
    users: [{ sub: 'alice', username: 'alice', password: 'wonder-land' }],
    clients: [{ ...client, grant_types: ['authorization_code'], response_types: ['code'] }],
  },
})
afterAll(async () => {
  await mock.close()
  await rm(folder, { recursive: true })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Logs in as a person does, in a browser of their own, and lets it follow the redirect to the client. */
async function person(event: RunEvent): Promise<void> {
  if (event.kind !== 'errand') return
  const agent = formAgent(async ({ method, url, headers, body }) => {
    const answer = await fetch(url, { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) })
    const set = answer.headers.getSetCookie().map((value): [string, string] => ['set-cookie', value])
    const rest = [...answer.headers].filter(([name]) => name !== 'set-cookie')
    return { status: answer.status, headers: [...rest, ...set], body: await answer.text(), url }
  })
  const arrival = await agent.walk(event.url, {
    redirectUri: callback,
    person: { username: 'alice', password: 'wonder-land' },
  })
  if (arrival.kind === 'redirect') await fetch(arrival.url)
}

async function judge(login: object, selectors: string[], wishes: Partial<RunRequest> = {}) {
  const configFile = join(folder, 'assay.config.yaml')
  const target = {
    name: 'mock',
    issuer: mock.issuer,
    clients: { web: client },
    users: { alice: { username: 'alice' } },
    login: { how: 'manual', ...login },
  }
  await writeFile(configFile, JSON.stringify({ targets: [target] }))
  return runChecks({
    configFile,
    selectors,
    targets: [],
    profile: undefined,
    out: join(folder, 'report'),
    known: undefined,
    useKnown: false,
    maxWait: undefined,
    suites: [],
    env: {},
    cwd: folder,
    signal: new AbortController().signal,
    embed: () => Promise.reject(new Error('there is a target file')),
    onEvent: (event) => void person(event),
    ...wishes,
  })
}

test('a run asks a person to log in and goes on with the answer', async () => {
  const { run, leaks } = await judge({}, ['code.single-use'])
  expect(run.results).toMatchObject([{ check: 'code.single-use', verdict: 'pass' }])
  expect(leaks).toEqual([])
}, 60_000)

test('logins beyond the number allowed are skips that say how to allow more', async () => {
  const told: string[] = []
  const { run } = await judge({ manual_logins: 1 }, ['code.single-use', 'authz.state-exact', 'authz.csrf-protection'], {
    onEvent: (event) => {
      if (event.kind === 'errand') told.push(event.what)
      void person(event)
    },
  })
  expect(told).toHaveLength(1)
  expect(run.results.map(({ because }) => because)).toContain(
    'needs another login by hand; allow more with login.manual_logins',
  )
}, 60_000)

test('without a terminal a redirect_uri that something else listens at ends the run before it begins', async () => {
  const taken = createServer().listen(Number(new URL(callback).port), '127.0.0.1')
  await once(taken, 'listening')
  try {
    await expect(judge({}, ['code.single-use'])).rejects.toThrow(
      /^targets mock, clients web: login.how: manual without a terminal expected a redirect_uri .* Run in a terminal/,
    )
  } finally {
    taken.close()
  }
})
