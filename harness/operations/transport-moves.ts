import type { Answer } from '../http/answer.ts'
import type { RequestOptions } from './request.ts'

/** An answer that came without TLS. */
export interface Unencrypted {
  readonly answer: Answer
  /** Whether a made-up path beside it gives the same page, so that it is no service of the endpoint. */
  readonly everywhere: boolean
}

/** How a TLS connection with the usual library ended (RFC 8446). */
export type Greeting =
  | {
      readonly kind: 'spoken'
      readonly version: string
      /** What is wrong with the certificate, a code of OpenSSL or Node.js; undefined when it can be verified. */
      readonly fault: string | undefined
      /** When the certificate ends, milliseconds since the epoch; undefined when it does not say. */
      readonly ends: number | undefined
    }
  | { readonly kind: 'refused'; readonly how: string }

export type OldVersion = 'SSL 3.0' | 'TLS 1.0' | 'TLS 1.1' | 'TLS 1.2'

/** The newest version and the cipher suites a ClientHello names. */
export interface Offer {
  readonly version: OldVersion
  readonly suites: 'usual' | WeakSuites
}

/** Cipher suites of which a server under TLS 1.2 wants none (RFC 9325 sections 4.1 and 4.2). */
export type WeakSuites = 'NULL' | 'export' | 'RC4' | '3DES' | 'anonymous' | 'static RSA'

/** What a server said to a ClientHello: the version and suite it chose among those offered, or no. */
export type HelloReply =
  | { readonly kind: 'accepted'; readonly version: OldVersion; readonly suite: string }
  | { readonly kind: 'refused'; readonly how: string }

/** Moves below and beside the protocol: TLS, its absence, and the cookies that hold a login. */
export interface TransportMoves {
  /**
   * Sends a request to an https URL without TLS wherever it may be served so: at its own port, at port 80 for 443, and at
   * the plain address of the target file. Gives the answers that came; follows nothing.
   */
  unencrypted(url: string, options?: RequestOptions): Promise<readonly Unencrypted[]>
  /** Opens a TLS connection to the host of a URL, with this version alone or with any that is modern. */
  greet(url: string, version?: 'TLSv1.2' | 'TLSv1.3'): Promise<Greeting>
  /** Sends a ClientHello of older times to the host of a URL and reads the first answer; no handshake is completed. */
  hello(url: string, offer: Offer): Promise<HelloReply>
  /** Names of the cookies without which a user who has just logged in is asked to log in again; undefined when the server asks anyhow. */
  sessionCookies(): Promise<SignedIn | undefined>
}

/** A login, and what holds it. */
export interface SignedIn {
  readonly names: readonly string[]
  /** Every answer of the login, in order. */
  readonly answers: readonly Answer[]
}
