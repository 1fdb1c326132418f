import { isDeepStrictEqual } from 'node:util'
import type { MockOptions, TenantOptions, TenantSettings } from './options.ts'

/** Some options with new values; undefined puts one back to its default. */
export type Changes<Options> = { [Key in keyof Options]?: Options[Key] | undefined }

/** Changes of a mock; a tenant of the value undefined is dropped. */
export interface MockChanges extends Changes<Omit<MockOptions, 'tenant' | 'tenants'>> {
  tenant?: Changes<TenantOptions> | undefined
  tenants?: Record<string, Changes<TenantOptions> | undefined> | undefined
}

const lasting: readonly string[] = ['keys', 'signing', 'capacity', 'dialect'] satisfies (keyof TenantOptions)[]

/** The settings that a running tenant keeps whatever is asked of it. */
export function kept({ keys, signing, capacity }: TenantSettings): Partial<TenantSettings> {
  return { keys, signing, capacity }
}

/** Takes out of changes what a running tenant cannot change, and says what that was. */
export function changeable(changes: Changes<TenantOptions>): { able: Changes<TenantOptions>; unable: string[] } {
  const entries = Object.entries(changes)
  return {
    able: Object.fromEntries(entries.filter(([key]) => !lasting.includes(key))),
    unable: entries.map(([key]) => key).filter((key) => lasting.includes(key)),
  }
}

/** The options with changes made; those put back to their default are absent. */
export function changed(options: TenantOptions, changes: Changes<TenantOptions>): TenantOptions {
  return Object.fromEntries(Object.entries({ ...options, ...changes }).filter(([, value]) => value !== undefined))
}

/** What of one set of options is different in another. */
function difference<Options extends object>(before: Options, after: Options): Changes<Options> {
  const old = new Map<string, unknown>(Object.entries(before))
  const now = new Map<string, unknown>(Object.entries(after))
  const names = [...new Set([...old.keys(), ...now.keys()])]
  const different = names.filter((name) => !isDeepStrictEqual(old.get(name), now.get(name)))
  return Object.fromEntries(different.map((name) => [name, now.get(name)])) as Changes<Options>
}

/** What has to change for a mock that was started with some options to be as if it had been with others. */
export function changesBetween(before: MockOptions, after: MockOptions): MockChanges {
  const { tenant: _tenant, tenants: _tenants, ...rest } = difference(before, after)
  const tenant = difference(before.tenant ?? {}, after.tenant ?? {})
  const names = new Set([...Object.keys(before.tenants ?? {}), ...Object.keys(after.tenants ?? {})])
  const tenants: [string, Changes<TenantOptions> | undefined][] = []
  for (const name of names) {
    const now = after.tenants?.[name]
    const changes = now && difference(before.tenants?.[name] ?? {}, now)
    const isNew = before.tenants?.[name] === undefined
    if (changes === undefined || isNew || Object.keys(changes).length > 0) tenants.push([name, changes])
  }
  return {
    ...rest,
    ...(Object.keys(tenant).length === 0 ? {} : { tenant }),
    ...(tenants.length === 0 ? {} : { tenants: Object.fromEntries(tenants) }),
  }
}

/** Settings as options that JSON can carry; private keys stay where they are. */
export function told({
  unchecked: _unchecked,
  hooks: _hooks,
  keys,
  secretGuesses,
  ...settings
}: TenantSettings): TenantOptions {
  return {
    ...settings,
    ...(typeof keys === 'string' ? { keys } : {}),
    ...(Number.isFinite(secretGuesses) ? { secretGuesses } : {}),
  }
}
