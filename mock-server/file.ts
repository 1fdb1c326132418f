import { dirname, resolve } from 'node:path'
import { isDialectFile, readDialectFile } from './dialects/read.ts'
import { misspeltClients } from './file-problem.ts'
import { mockFileSchema } from './file-schema.ts'
import { readFitting } from './file-source.ts'
import type { MockOptions, TenantOptions } from './options.ts'

/** Reads mock options from a YAML or JSON file; rejects with the place and name of every wrong key when the file does not fit. */
export async function readMockFile(path: string): Promise<MockOptions> {
  const read = await readFitting<MockOptions & { $schema?: string }>(path, mockFileSchema, {
    what: 'mock options',
    further: ({ tenant = {}, tenants = {} }) => [
      ...misspeltClients(['tenant'], tenant),
      ...Object.entries(tenants).flatMap(([name, one]) => misspeltClients(['tenants', name], one)),
    ],
  })
  const { $schema: _schema, ...options } = read
  return speakFiles(path, besideFile(path, options))
}

/** The paths of certificates in a file are relative to the file. */
function besideFile(path: string, options: MockOptions): MockOptions {
  const { tls } = options
  if (tls === undefined || tls === 'development' || !('certFile' in tls)) return options
  const beside = (file: string): string => resolve(dirname(path), file)
  return { ...options, tls: { certFile: beside(tls.certFile), keyFile: beside(tls.keyFile) } }
}

/** Reads the dialects that are files beside this one. */
async function speakFiles(path: string, options: MockOptions): Promise<MockOptions> {
  const spoken = async (tenant: TenantOptions): Promise<TenantOptions> =>
    typeof tenant.dialect === 'string' && isDialectFile(tenant.dialect)
      ? { ...tenant, dialect: await readDialectFile(resolve(dirname(path), tenant.dialect)) }
      : tenant
  const { tenant, tenants } = options
  const named = Object.entries(tenants ?? {}).map(async ([name, one]) => [name, await spoken(one)] as const)
  return {
    ...options,
    ...(tenant && { tenant: await spoken(tenant) }),
    ...(tenants && { tenants: Object.fromEntries(await Promise.all(named)) }),
  }
}
