import { fieldsOf } from './describe-body.ts'

/** Parameters of an address, decoded, in order. */
export interface AddressParameters {
  readonly query: readonly (readonly [string, string])[]
  /** Empty for a fragment that holds no parameters. */
  readonly fragment: readonly (readonly [string, string])[]
}

// The # of a stable name, as in ‹state#1›, begins no fragment.
const parts = /^(?:‹[^‹›]*›|[^?#])*(?:\?(?<query>(?:‹[^‹›]*›|[^#])*))?(?:#(?<fragment>.*))?$/s

/** The parameters in the query and in the fragment of a redacted address (OAuth 2.0 Multiple Response Types section 2.1). */
export function parametersOf(url: string): AddressParameters {
  const { query = '', fragment = '' } = parts.exec(url)?.groups ?? {}
  return {
    query: query === '' ? [] : fieldsOf(query),
    fragment: fragment.includes('=') ? fieldsOf(fragment) : [],
  }
}
