import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadConfig, unconfirmedTargets } from '../../harness/target/config/load.ts'
import { isLoopback } from '../../harness/target/config/loopback.ts'
import { type ConfigFolder, configFolder, places } from './config-folder.ts'

let folder: ConfigFolder
beforeAll(async () => {
  folder = await configFolder()
})
afterAll(() => folder.remove())

test('targets elsewhere need confirm: true, those on this machine do not', async () => {
  const text = `targets:
  - issuer: http://localhost:4000
  - issuer: https://login.example
    confirm: true
  - issuer: https://other.example
`
  const loaded = await loadConfig(await folder.write('a.yaml', text), {})
  expect(places(unconfirmedTargets(loaded), folder.path)).toEqual([
    'a.yaml:5:5  targets[2].confirm: https://other.example is not on this machine, and a run replays, forges and refuses on purpose',
  ])
})

test.each([
  ['http://localhost:3000', true],
  ['http://LOCALHOST', true],
  ['http://idp.localhost', true],
  ['http://localhost.', true],
  ['http://127.0.0.1', true],
  ['http://127.9.8.7:1', true],
  ['http://2130706433', true],
  ['http://[::1]:8080', true],
  ['http://[::2]', false],
  ['https://localhost.example', false],
  ['https://127.0.0.1.example', false],
  ['https://notlocalhost', false],
  ['http://192.168.0.1', false],
  ['http://0.0.0.0', false],
  ['nonsense', false],
])('%s is on this machine: %s', (address, expected) => {
  expect(isLoopback(address)).toBe(expected)
})
