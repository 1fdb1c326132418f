import type { Landing } from './context.ts'

/** Where a request with a redirect_uri of the check's choice ended. */
export interface Redirected {
  /** What is special about the URI, in words. */
  readonly about: string
  readonly asked: string
  /** The client's registered redirect_uris. */
  readonly registered: readonly string[]
  readonly landing: Landing
}
