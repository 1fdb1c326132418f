import type { SilenceKind } from './answer.ts'
import { TooLarge } from './read-body.ts'

const kinds: Record<string, SilenceKind> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ENOTFOUND: 'unresolved',
  EAI_AGAIN: 'unresolved',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ETIMEDOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'malformed',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'malformed',
}

const words: Record<SilenceKind, string> = {
  refused: 'refuses connections',
  unresolved: 'has a host name that does not resolve',
  reset: 'dropped the connection',
  timeout: 'did not answer in time',
  'too-large': 'sent a body beyond the limit',
  malformed: 'sent something that is not HTTP',
  dead: 'gave no answer before and is not asked again',
  'left-alone': 'asks to be left alone (Retry-After)',
  unusable: 'is not an http or https address',
  tls: 'failed the TLS handshake',
  plain: 'does not speak TLS',
}

/** What becomes of a TLS handshake where somebody answers in another protocol, mostly plain HTTP. */
const notTls: ReadonlySet<string> = new Set(['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG'])

/** Nothing can be sent to the address. */
export class UnusableAddress extends Error {
  override readonly name = 'UnusableAddress'
}

/** The server was found dead before. */
export class Dead extends Error {
  override readonly name = 'Dead'
}

/** The server asked to be left alone for longer than a run waits; the message says how long. */
export class LeftAlone extends Error {
  override readonly name = 'LeftAlone'
}

/** Whether the error is about what we meant to send, so that it says nothing of the server. */
export function isOurs(error: unknown): boolean {
  return (
    error instanceof Error && (codeOf(error) === 'UND_ERR_INVALID_ARG' || codeOf(error) === 'UND_ERR_NOT_SUPPORTED')
  )
}

/** Whether silence of this kind means that nobody answers, and not that somebody answers badly. */
export function isAbsence(kind: SilenceKind): boolean {
  return kind !== 'too-large' && kind !== 'malformed' && kind !== 'unusable' && kind !== 'left-alone'
}

/** Sorts a network error: its kind, and a sentence that begins with the server's address. */
export function silence(error: unknown, origin: string): { kind: SilenceKind; message: string } {
  const kind = kindOf(error)
  const detail = error instanceof LeftAlone ? ` ${error.message}` : ''
  return { kind, message: `${origin} ${words[kind]}${detail}` }
}

function kindOf(error: unknown): SilenceKind {
  if (error instanceof TooLarge) return 'too-large'
  if (error instanceof UnusableAddress) return 'unusable'
  if (error instanceof Dead) return 'dead'
  if (error instanceof LeftAlone) return 'left-alone'
  if (!(error instanceof Error)) return 'reset'
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timeout'
  const code = codeOf(error)
  if (code === undefined) return 'malformed'
  if (notTls.has(code)) return 'plain'
  if (code.startsWith('HPE_') || code.startsWith('Z_') || code.startsWith('ERR_')) {
    return code.startsWith('ERR_TLS') || code.startsWith('ERR_SSL') ? 'tls' : 'malformed'
  }
  return kinds[code] ?? (/CERT|SIGNED|TLS|SSL/.test(code) ? 'tls' : 'reset')
}

function codeOf(error: Error): string | undefined {
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return codeOf(error.errors[0])
  return error.cause instanceof Error ? codeOf(error.cause) : undefined
}
