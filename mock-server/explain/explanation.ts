/** Why a request was refused, for the developer of the client; no part of the OAuth answer. */
export interface Explanation {
  /** The rule that was broken, in a sentence. */
  readonly rule: string
  /** The document that has it, such as `RFC 6749`; absent when the rule is nobody's but the mock's. */
  readonly document?: string
  readonly section?: string
  /** The address of the section. */
  readonly url?: string
  /** What the tenant waited for. */
  readonly expected?: string
  /** What came, without secrets. */
  readonly got?: string
  /** What to do about it. */
  readonly fix?: string
}
