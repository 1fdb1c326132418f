import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { loadConfig } from '../../harness/target/config/load.ts'

const file = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/targets/${name}/assay.config.yaml`, import.meta.url))

const names = ['better-auth', 'jmondi-oauth2-server', 'mcp-sdk', 'node-oauth2-server', 'oauth2-mock-server', 'openauth']

test.each(names)('the target file of %s is valid and draws no warning', async (name) => {
  const { config, warnings } = await loadConfig(file(name), { ASSAY_ISSUER: 'http://127.0.0.1:4000/' })
  expect(warnings).toEqual([])
  expect(config.targets.map(({ name: target, issuer }) => ({ target, issuer }))).toEqual([
    { target: name, issuer: 'http://127.0.0.1:4000/' },
  ])
})

test.each(names)('the target file of %s asks for the issuer', async (name) => {
  await expect(loadConfig(file(name), {})).rejects.toThrow('ASSAY_ISSUER')
})
