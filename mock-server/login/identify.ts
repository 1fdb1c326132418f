import { timingSafeEqual, createHash } from 'node:crypto'
import type { User } from '../options.ts'
import type { Tenant } from '../tenant.ts'

/** Who logged in and how (`amr`, RFC 8176), or what was wrong in words for the user. */
export type Identified = { user: User; amr: string[] } | { problem: string }

/** Finds the user a login form names, by the rules of the tenant's login page. */
export function identify(tenant: Tenant, form: URLSearchParams, hint: unknown): Identified {
  if (tenant.settings.login === 'automatic') {
    const user = (typeof hint === 'string' ? tenant.users.find(hint) : undefined) ?? tenant.users.list()[0]
    return user ? { user, amr: ['user'] } : { problem: 'This mock has no users. Add one.' }
  }
  const user = tenant.users.find(form.get('username') ?? '')
  if (tenant.settings.login === 'picker') {
    return user ? { user, amr: ['user'] } : { problem: 'Choose one of the users.' }
  }
  const known = identifyByPassword(tenant, form.get('username') ?? '', form.get('password') ?? '')
  return known ? { user: known, amr: ['pwd'] } : { problem: 'Username or password is wrong. Try again.' }
}

/** The user of this name with exactly this password; undefined for any other pair. */
export function identifyByPassword(tenant: Tenant, username: string, password: string): User | undefined {
  const user = tenant.users.find(username)
  return same(password, user?.password ?? '') ? user : undefined
}

function same(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}
