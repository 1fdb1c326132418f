import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

import { loadConfig } from '../../harness/target/config/load.ts'
import { createMockServer } from '../../mock-server/index.ts'
import { checksOf, judged, lines, passed } from '../flows/judged.ts'

const file = (name: string): string => fileURLToPath(new URL(`../../examples/vendors/${name}.yaml`, import.meta.url))

/** What a user sets in the environment, with the credentials of the dialect. */
const environments: Readonly<Record<string, (issuer: string) => Readonly<Record<string, string>>>> = {
  salesos: (issuer) => ({
    SALESOS_ISSUER: issuer,
    SALESOS_API: issuer,
    SALESOS_CLIENT_ID: 'sales-app',
    SALESOS_CLIENT_SECRET: 'sales-app-secret-0123456789-abcdefghijklmn',
    SALESOS_USERNAME: 'alice',
    SALESOS_PASSWORD: 'alice-password',
  }),
  sso: (issuer) => ({
    SSO_ISSUER: issuer,
    SSO_CLIENT_ID: 'BA779C49-4D93-4785-9596-25805A24C5DC',
    SSO_CLIENT_SECRET: '4AD3CE00-8ED5-4F0A-A979-ACE64A15207C',
    SSO_USERNAME: 'jsmith',
    SSO_PASSWORD: 'password123',
  }),
  salesloft: (issuer) => ({
    SALESLOFT_ISSUER: issuer,
    SALESLOFT_API: issuer,
    SALESLOFT_CLIENT_ID: 'sales-integration',
    SALESLOFT_CLIENT_SECRET: 'sales-integration-secret-0123456789-abcdef',
    SALESLOFT_USERNAME: 'jane',
    SALESLOFT_PASSWORD: 'jane-password',
  }),
}

test.each(Object.keys(environments))(
  'the target file of %s is right for the dialect of the mock: nothing is red, and what is skipped says why',
  { timeout: 240_000 },
  async (name) => {
    await using mock = await createMockServer({ tenant: { dialect: name } })
    const { config } = await loadConfig(file(name), environments[name]?.(mock.issuer) ?? {})
    const [target] = config.targets
    if (target === undefined) throw new Error(`expected a target in ${file(name)}, got none`)

    const verdicts = await judged({ ...target, limits: { ...target.limits, max_wait_s: 0 } }, await checksOf())

    expect(lines(verdicts, 'fail', 'error', 'blocked')).toEqual([])
    expect(passed(verdicts)).toBeGreaterThan(120)
    expect(lines(verdicts, 'skip').filter((line) => !/\| [^|]{10,}/.test(line))).toEqual([])
  },
)

test.each(Object.keys(environments))('the target file of %s names what is missing in the environment', async (name) => {
  await expect(loadConfig(file(name), {})).rejects.toThrow(/environment variable \w+_CLIENT_ID is not set/)
})

test('without a word about addresses the files are for the real hosts, and no run begins without consent', async () => {
  const environment = environments['salesos']?.('') ?? {}
  const { config } = await loadConfig(file('salesos'), environment)

  expect(config.targets[0]).toMatchObject({
    issuer: 'https://auth.play2sell.com/',
    confirm: false,
    audience: 'https://api.play2sell.com',
    resource: { url: 'https://api.play2sell.com/v1/leads' },
  })
})
