import type { User } from '../options.ts'
import type { Store } from '../storage/store.ts'
import type { Guest } from './wish.ts'

const kind = 'Guest'

/** Remembers somebody made up for as long as their tokens may live, in seconds. */
export function welcome(store: Store, { sub, claims = {} }: Guest, seconds: number): User {
  store.save(kind, sub, { accountId: sub, guest: claims }, seconds)
  return userOf(sub, claims)
}

/** Whom {@link welcome} remembers under a subject. */
export function guest(store: Store, sub: string): User | undefined {
  const record = store.peek(kind, sub)
  return record && userOf(sub, Object(record['guest']))
}

// No form can hold this password: logging in takes a user of the tenant.
function userOf(sub: string, claims: Record<string, unknown>): User {
  return { username: sub, password: '\n', sub, claims }
}
