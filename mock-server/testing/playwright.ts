import { test as base, expect as baseExpect, type Page, type TestInfo } from 'playwright/test'
import type { MockOptions, TenantOptions } from '../options.ts'
import { createMockServer, type MockServer } from '../server.ts'
import type { Tenant } from '../tenant.ts'
import { matchers } from './matchers.ts'
import { signIn } from './sign-in.ts'

/** Fixtures of {@link test} that every test has for itself. */
export interface TenantFixtures {
  /** Options of the tenant of each test; `test.use({ tenantOptions: … })` changes them for a file or a group. */
  readonly tenantOptions: TenantOptions
  /** A tenant for this test alone, dropped after it; its journal is attached when the test fails. */
  readonly tenant: Tenant
  /** Signs a user in on the login page a page is at or on its way to, and agrees where the consent page follows. */
  readonly login: (page: Page, username: string) => Promise<void>
}

/** Fixtures of {@link test} that the tests of a worker share. */
export interface WorkerFixtures {
  /** Options of the mock; one mock serves a worker. */
  readonly mockOptions: MockOptions
  readonly mock: MockServer
}

/** `test` of Playwright with a mock for the worker and a tenant for each test. */
export const test = base.extend<TenantFixtures, WorkerFixtures>({
  mockOptions: [{}, { scope: 'worker', option: true }],
  mock: [
    async ({ mockOptions }, use) => {
      const mock = await createMockServer(mockOptions)
      await use(mock)
      await mock.close()
    },
    { scope: 'worker' },
  ],
  tenantOptions: [{}, { option: true }],
  tenant: async ({ mock, tenantOptions }, use, info) => {
    const tenant = await mock.createTenant(undefined, tenantOptions)
    await use(tenant)
    if (info.status !== info.expectedStatus) await attach(tenant, info)
    mock.dropTenant(tenant.name)
  },
  login: async ({ tenant }, use) => {
    await use((page, username) => signIn(tenant, page, username))
  },
})

/** `expect` of Playwright with the matchers of a tenant. */
export const expect = baseExpect.extend(matchers)

async function attach({ journal }: Tenant, info: TestInfo): Promise<void> {
  await info.attach('journal.txt', { body: String(journal), contentType: 'text/plain' })
  await info.attach('journal.har', { body: JSON.stringify(journal.toHar()), contentType: 'application/json' })
}
