import { selects } from '../selector.ts'
import type { AnswerSelector } from './rule.ts'

/** What is known of a request before it is served. */
export interface Facts {
  readonly endpoint: string
  readonly method: string
  readonly grant: string | undefined
  readonly client: string | undefined
  /** Every name of every user the request speaks of. */
  readonly users: readonly string[]
  readonly scopes: readonly string[]
}

/** Whether a request is one the selector means; which of these calls is meant is another question. */
export function fits(when: AnswerSelector, { endpoint, method, grant, client, users, scopes }: Facts): boolean {
  return fitsMethod(when.method, method) && selects(when, { endpoint, grant, client, user: users, scope: scopes })
}

function fitsMethod(wanted: AnswerSelector['method'], method: string): boolean {
  if (wanted === undefined) return method !== 'OPTIONS'
  return [wanted].flat().some((name) => name.toUpperCase() === method)
}
