import type { AnswerSelector, OneOf } from './rule.ts'

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
export function fits(when: AnswerSelector, facts: Facts): boolean {
  const { endpoint, grant, client, user, scope } = when
  return (
    any(endpoint, [facts.endpoint]) &&
    fitsMethod(when.method, facts.method) &&
    any(grant, namesOf(facts.grant)) &&
    any(client, facts.client === undefined ? [] : [facts.client]) &&
    any(user, facts.users) &&
    any(scope, facts.scopes)
  )
}

function any(wanted: OneOf | undefined, got: readonly string[]): boolean {
  return wanted === undefined || [wanted].flat().some((one) => got.includes(one))
}

function fitsMethod(wanted: OneOf | undefined, method: string): boolean {
  return wanted === undefined ? method !== 'OPTIONS' : any(wanted, [method, method.toLowerCase()])
}

/** A grant type, and the last part of a URN. */
function namesOf(grant: string | undefined): string[] {
  return grant === undefined ? [] : [grant, grant.slice(grant.lastIndexOf(':') + 1)]
}
