import { KEYS_OF_REGISTERED, SECRET_KEYS, shownParameter } from './redact-keys.ts'
import type { NameOf } from './redact-names.ts'

// A value ends where its parameter does; escapes of other characters than the separator belong to it.
const PLAIN_VALUE = String.raw`(?:‹[^‹›]{1,80}›|[^&#\s"'<>\\,;)‹]+|‹|[,;)](?!\s|$)|\\+\/|\\+u00(?!2[26])[0-9a-f]{2}|&#(?!38;|x26;)x?[0-9a-f]+;)*`
const ENCODED_VALUE = String.raw`(?:‹[^‹›]{1,80}›|[^&#\s"'<>\\,;)%‹]+|‹|%(?!2[236]))*`
const PARAMETER = new RegExp(`(${SECRET_KEYS}|${KEYS_OF_REGISTERED})(=|%3D)`, 'gi')
const PLAIN = new RegExp(PLAIN_VALUE, 'iy')
const ENCODED = new RegExp(ENCODED_VALUE, 'iy')

/**
 * Replaces the values of secret parameters in queries, fragments and forms, also in an address that is itself a
 * parameter.
 */
export function redactParameters(text: string, nameOf: NameOf): string {
  const pieces: string[] = []
  let read = 0
  PARAMETER.lastIndex = 0
  for (let match = PARAMETER.exec(text); match !== null; match = PARAMETER.exec(text)) {
    const [written, key = '', equals] = match
    if (!beginsHere(text, match.index, key)) continue
    const start = match.index + written.length
    const pattern = equals === '=' ? PLAIN : ENCODED
    pattern.lastIndex = start
    const value = pattern.exec(text)?.[0] ?? ''
    pieces.push(text.slice(read, start), shownParameter(key, value, nameOf))
    read = start + value.length
    PARAMETER.lastIndex = read
  }
  pieces.push(text.slice(read))
  return pieces.join('')
}

function beginsHere(text: string, at: number, key: string): boolean {
  const before = text.slice(Math.max(0, at - 5), at)
  if (/(?:^|[?&#]|&amp;|%3F|%26|%23|u0026)$/i.test(before)) return true
  return !/^(?:code|token|state|nonce)$/i.test(key) && !/[\w.-]$/.test(before)
}
