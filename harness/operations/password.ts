import type { Change } from '../context.ts'
import { NotApplicable } from '../verdict.ts'
import { token } from './grants.ts'
import type { Pending } from './pending.ts'
import type { Surroundings } from './surroundings.ts'

/** The resource owner password credentials grant for the first user with a password (RFC 6749 section 4.3.2). */
export function password(around: Surroundings, change: Change = {}): Pending {
  const { target } = around
  const person = target.users.find((each) => each.password !== undefined)
  if (person?.password === undefined) throw new NotApplicable('add a user with a password under users')
  const client = target.client('password')
  const scope = client.scope?.split(' ')[0] ?? target.scopes[0]
  const parameters = { grant_type: 'password', username: person.username, password: person.password }
  return token(around, client, { ...parameters, ...(scope === undefined ? {} : { scope }) }, change)
}
