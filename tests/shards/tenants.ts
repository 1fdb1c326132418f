import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { stringify } from 'yaml'

import { tenantEntry } from '../../cli/embedded-mock.ts'
import type { TargetEntry } from '../../harness/target/config/config.ts'
import { createMockServer, type MockServer, type Tenant, type TenantOptions } from '../../mock-server/index.ts'

/** A mock with these tenants for the time of one test. */
export async function tenantsNamed(names: readonly string[], options: TenantOptions = {}): Promise<MockServer> {
  const mock = await createMockServer({ tenants: Object.fromEntries(names.map((name) => [name, options])) })
  onTestFinished(() => mock.close())
  return mock
}

/** What somebody would write about a tenant. */
export function entryOf(name: string, tenant: Tenant, more: Partial<TargetEntry> = {}): Record<string, unknown> {
  const { clients, users, lifetimes, settings, issuer } = tenant
  const known = { clients: clients.list(), users: users.list(), lifetimes, trustedIssuers: settings.trustedIssuers }
  const entry = tenantEntry(issuer, known)
  const written = Object.entries(entry.clients).map(([id, { jwks, ...client }]) => [
    id,
    { ...client, ...(jwks === undefined ? {} : { jwks: JSON.stringify(jwks) }) },
  ])
  const { assertion: _, ...rest } = entry
  return { name, ...rest, clients: Object.fromEntries(written), ...more }
}

/** Writes assay.config.yaml with targets and returns its path. */
export async function writeTargets(folder: string, targets: readonly unknown[]): Promise<string> {
  const file = join(folder, 'assay.config.yaml')
  await writeFile(file, stringify({ targets }))
  return file
}

/** The tenants of a mock by name, but for the one it comes with. */
export function tenantsOf(mock: MockServer): [string, Tenant][] {
  return [...mock.tenants].filter(([name]) => name !== '')
}
