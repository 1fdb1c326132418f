import { isRecord } from '../../http/answer.ts'
import type { KeySet } from './config.ts'

/** Members of a JSON Web Key that must stay private (RFC 7518 section 6). */
export const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'] as const

/** Reads the JSON text of a key set (RFC 7517 section 5); undefined when it is something else. */
export function parseKeySet(text: string): KeySet | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const keys = isRecord(value) ? value['keys'] : undefined
    return Array.isArray(keys) && keys.length > 0 && keys.every(isRecord) ? { keys } : undefined
  } catch {
    return undefined
  }
}
