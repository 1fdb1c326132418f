import type { Tenant } from '../tenant.ts'
import type { WireRequest } from '../wire/request.ts'

const known = new WeakMap<Tenant, Map<string, string>>()

/** Gives a code or token another name to the outside: what is sent in its place, and what `unalias` turns back. */
export function alias(tenant: Tenant, real: string, shown: string): string {
  const names = known.get(tenant) ?? new Map<string, string>()
  known.set(tenant, names.set(shown, real))
  return shown
}

/** Puts the real codes and tokens into a request that names them by their aliases. */
export function unalias({ tenant, headers, form }: WireRequest): void {
  const names = known.get(tenant)
  if (names === undefined) return
  for (const name of ['code', 'device_code', 'refresh_token', 'token', 'access_token']) {
    const real = names.get(form.get(name) ?? '')
    if (real !== undefined) form.set(name, real)
  }
  const [scheme, value = ''] = headers.authorization?.split(' ') ?? []
  const real = names.get(value)
  if (real !== undefined) headers.authorization = `${scheme} ${real}`
}
