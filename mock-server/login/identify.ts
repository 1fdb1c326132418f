import { createHash, timingSafeEqual } from 'node:crypto'
import type { User } from '../options.ts'
import type { Tenant } from '../tenant.ts'
import { newcomer } from './newcomer.ts'

/** Who logged in and how (`amr`, RFC 8176), or what was wrong in words for the user. */
export type Identified = { user: User; amr: string[] } | { problem: string }

/** Finds the user a login form names, by the rules of the tenant's login page. */
export function identify(tenant: Tenant, form: URLSearchParams, hint: unknown): Identified {
  const { login, anyUser } = tenant.settings
  const typed = form.get('username')
  if (login === 'automatic') return automatic(tenant, typed ?? hint)
  const username = typed ?? ''
  const known = tenant.users.find(username)
  if (!known && anyUser && username !== '') return newcomer(tenant, form)
  if (login === 'picker') {
    return known ? { user: known, amr: ['user'] } : { problem: 'Choose one of the users.' }
  }
  const user = identifyByPassword(tenant, username, form.get('password') ?? '')
  return user ? { user, amr: ['pwd'] } : { problem: 'Username or password is wrong. Try again.' }
}

function automatic(tenant: Tenant, hint: unknown): Identified {
  const named = typeof hint === 'string' ? tenant.users.find(hint) : undefined
  if (!named && tenant.settings.anyUser && typeof hint === 'string' && hint !== '') {
    return newcomer(tenant, new URLSearchParams({ username: hint }))
  }
  const user = named ?? tenant.users.list()[0]
  return user ? { user, amr: ['user'] } : { problem: 'This mock has no users. Add one.' }
}

/** The user with this username or, failing that, this `sub`. */
export function userNamed({ users }: Pick<Tenant, 'users'>, name: string): User | undefined {
  return users.find(name) ?? users.list().find(({ sub }) => sub === name)
}

/** The user whose tokens have this subject. */
export function userOf({ users }: Pick<Tenant, 'users'>, sub: string | undefined): User | undefined {
  return users.list().find((user) => (user.sub ?? user.username) === sub)
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
