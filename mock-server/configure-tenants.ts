import { changed, type Changes } from './configure.ts'
import type { TenantOptions } from './options.ts'
import type { MockServer } from './server.ts'

/**
 * Changes, creates and drops tenants by name; undefined drops. Resolves to the keys that stay as they are until a
 * restart; when one fails, those before it are put back.
 */
export async function configureTenants(
  mock: MockServer,
  changes: Readonly<Record<string, Changes<TenantOptions> | undefined>>,
): Promise<string[]> {
  const undo: (() => void)[] = []
  const unable: string[] = []
  try {
    for (const [name, wanted] of Object.entries(changes)) {
      const tenant = mock.tenants.get(name)
      if (wanted === undefined) continue
      if (tenant === undefined) {
        const made = await mock.createTenant(name, changed({}, wanted))
        undo.push(() => mock.dropTenant(name))
        await made.checkWith(wanted.clients ?? [])
      } else {
        undo.push(tenant.remember())
        const place = name === '' ? 'tenant' : `tenants.${name}`
        unable.push(...(await tenant.configure(wanted)).map((key) => `${place}.${key}`))
      }
    }
  } catch (error) {
    for (const step of undo.toReversed()) step()
    throw error
  }
  for (const [name, wanted] of Object.entries(changes)) if (wanted === undefined) mock.dropTenant(name)
  return unable
}
