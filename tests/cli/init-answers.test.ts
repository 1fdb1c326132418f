import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

import type { Person } from '../../cli/io.ts'
import { startStockProvider } from '../../fixtures/targets/stock-oidc-provider/server.mjs'
import { loadConfig } from '../../harness/target/config/load.ts'
import { createMockServer } from '../../mock-server/index.ts'
import { assay, folder } from './init-run.ts'

/** Somebody who gives these answers and nothing else. */
function answering(...answers: string[]) {
  const asked: string[] = []
  const person: () => Person = () => ({
    ask(question, hidden) {
      asked.push(hidden === true ? `${question} (hidden)` : question)
      const answer = answers.shift()
      return answer === undefined
        ? Promise.reject(new Error(`unexpected question: ${question}`))
        : Promise.resolve(answer)
    },
    leave: () => void asked.push('left'),
  })
  return { asked, person }
}

test('a mock tells its users and clients, and what is secret among them stays out of the file', async () => {
  await using mock = await createMockServer()
  const cwd = await folder()

  const { stderr } = await assay(cwd, ['init', mock.tenant.issuer])

  expect(stderr).toContain('this is an Assay mock')
  const { config, warnings } = await loadConfig(join(cwd, 'assay.config.yaml'), {})
  const [target] = config.targets
  expect(target?.users['alice']).toEqual({ username: 'alice', password: 'alice-password' })
  expect(target?.clients['web']?.client_secret).toBe(mock.tenant.clients.find('web')?.client_secret)
  expect(target?.clients['signing-service']?.jwks?.keys[0]).toHaveProperty('d')
  expect(target?.lifetimes.code).toBe(mock.tenant.lifetimes.code)
  expect(warnings).toEqual([])
})

test('a client and a user that a person names go before those of a mock, and a mock may keep to itself', async () => {
  await using mock = await createMockServer({ control: 'off' })
  const cwd = await folder()
  const quiet = await assay(cwd, ['init', mock.tenant.issuer, '--dry-run'])
  await using open = await createMockServer()
  const named = await assay(cwd, ['init', open.tenant.issuer, '--dry-run', '--client-id', 'mine', '--user', 'bob'])

  expect(quiet.stderr).not.toContain('Assay mock')
  expect(named.stdout).toContain('client_id: mine')
  expect(named.stdout).not.toContain('client_id: web')
  expect(named.stdout).toContain("ASSAY_PASSWORD='bob-password'")
})

test('what nobody said is asked for, secrets unseen', async () => {
  const stock = await startStockProvider()
  onTestFinished(stock.close)
  const cwd = await folder()
  const { asked, person } = answering(
    'web',
    `it's "a" $ecret`,
    'https://web.example/callback',
    'alice@example.com',
    'pa$$word',
  )

  const { code, stdout } = await assay(cwd, ['init', stock.issuer], {}, person)

  expect(code).toBe(0)
  expect(stdout).not.toContain('to do')
  expect(asked).toEqual([
    'client_id of a test client (empty: later)',
    'client_secret (empty: a public client) (hidden)',
    'its redirect_uri (empty: it has none)',
    'name of a test user (empty: later)',
    'password of alice@example.com (empty: later) (hidden)',
    'left',
  ])
  const { config } = await loadConfig(join(cwd, 'assay.config.yaml'), {})
  expect(config.targets[0]?.clients['client']).toMatchObject({ client_id: 'web', client_secret: `it's "a" $ecret` })
  expect(config.targets[0]?.users['alice']).toEqual({ username: 'alice@example.com', password: 'pa$$word' })
})

test('only what is missing is asked for, and empty answers are left to do', async () => {
  const stock = await startStockProvider()
  onTestFinished(stock.close)
  const cwd = await folder()
  const client = ['--client-id', 'web', '--redirect-uri', 'https://web.example/callback']
  const nothing = answering()
  await assay(
    cwd,
    ['init', stock.issuer, '--dry-run', ...client, '--user', 'a', '--password-env', 'P'],
    {},
    nothing.person,
  )
  const empty = answering('', '')
  const { stdout } = await assay(cwd, ['init', stock.issuer, '--dry-run'], {}, empty.person)

  expect(nothing.asked).toEqual([])
  expect(stdout).toContain('to do: register a client')
  expect(stdout).toContain('to do: make a test user')
})
