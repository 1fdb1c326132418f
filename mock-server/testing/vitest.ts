import { expect, test as base } from 'vitest'
import type { MockOptions, TenantOptions } from '../options.ts'
import { createMockServer, type MockServer } from '../server.ts'
import type { Tenant } from '../tenant.ts'
import { login, type Login, type LoginOptions } from './login.ts'
import { matchers, type TenantMatchers } from './matchers.ts'

declare module 'vitest' {
  // Merging with vitest's own declaration demands its type parameter, default included.
  // oxlint-disable-next-line typescript/no-explicit-any
  interface Matchers<T = any> extends TenantMatchers {}
}

expect.extend(matchers)

/** Fixtures of {@link test}. */
export interface MockFixtures {
  /** Options of the mock; one mock serves a worker. */
  readonly mockOptions: MockOptions
  readonly mock: MockServer
  /** Options of the tenant of each test; `test.override({ tenantOptions: … })` changes them for a file or a group. */
  readonly tenantOptions: TenantOptions
  /** A tenant for this test alone, dropped after it. */
  readonly tenant: Tenant
  /** Walks the code flow at the tenant without a browser. */
  readonly login: (options?: LoginOptions) => Promise<Login>
}

const nothing: MockOptions = {}
const usual: TenantOptions = {}

/** `test` of vitest with a mock for the worker and a tenant for each test. */
export const test = base
  .extend('mockOptions', { scope: 'worker' }, nothing)
  .extend('mock', { scope: 'worker' }, async ({ mockOptions }, { onCleanup }) => {
    const mock = await createMockServer(mockOptions)
    onCleanup(() => mock.close())
    return mock
  })
  .extend('tenantOptions', usual)
  .extend('tenant', async ({ mock, tenantOptions }, { onCleanup }) => {
    const tenant = await mock.createTenant(undefined, tenantOptions)
    onCleanup(() => mock.dropTenant(tenant.name))
    return tenant
  })
  .extend(
    'login',
    ({ tenant }) =>
      (options?: LoginOptions) =>
        login(tenant, options),
  )

export { expect }
export { login, type Login, type LoginOptions } from './login.ts'
