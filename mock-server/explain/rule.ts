import type { DocumentName } from './documents.ts'
import type { Facts } from './facts.ts'

/** Words that are fixed, or made of what came. */
export type Words = string | ((facts: Facts, found: RegExpExecArray) => string)

/** How refusals of one kind are explained. */
export interface Rule {
  /** Matches `<error>: <detail>`. */
  readonly on: RegExp
  /** The endpoints it is for; all unless told. */
  readonly at?: readonly string[]
  readonly rule: string
  readonly law: readonly [document: DocumentName, section: string]
  readonly expected: Words
  readonly got: Words
  readonly fix: Words
}

/** Names in a row. */
export function listed(names: readonly string[] | undefined, none = 'none'): string {
  return names === undefined || names.length === 0 ? none : names.join(', ')
}
