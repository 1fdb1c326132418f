import { redactHeader, redactHeaderLines, SECRET_HEADERS } from './redact-headers.ts'
import { KEYS_OF_REGISTERED, SECRET_KEYS, shownMember } from './redact-keys.ts'
import { shown } from './redact-names.ts'
import { redactFields } from './redact-fields.ts'
import { redactParameters } from './redact-parameters.ts'
import { inQuotes } from './redact-quoted.ts'
import { redactJwks, redactJwts, redactPem, redactUserInfo } from './redact-shapes.ts'
import type { NameOf } from './redact-names.ts'
import type { PairPattern } from './redact-quoted.ts'

/**
 * Replaces what is secret by its key or its shape, registered or not: parameters, JSON members, headers, form fields,
 * JWTs, private keys.
 */
export function redactByKey(text: string, nameOf: NameOf): string {
  return RULES.reduce((redacted, rule) => rule(redacted, nameOf), text)
}

const HEADER_PAIR: PairPattern = { keys: [...SECRET_HEADERS].join('|'), separators: ':|,|%3A|%2C' }
const MEMBER: PairPattern = { keys: `${SECRET_KEYS}|${KEYS_OF_REGISTERED}`, separators: ':|%3A' }

const RULES: ((text: string, nameOf: NameOf) => string)[] = [
  redactPem,
  redactJwts,
  redactHeaderLines,
  (text, nameOf) => inQuotes(text, HEADER_PAIR, ({ key, value }) => redactHeader(key, value, nameOf)),
  (text, nameOf) => inQuotes(text, MEMBER, ({ key, value }) => shownMember(key, value, nameOf)),
  redactNumbers,
  redactJwks,
  redactParameters,
  redactFields,
  redactUserInfo,
]

const NUMBER = new RegExp(String.raw`((?<!\\)\\{0,63}"|&quot;)(${SECRET_KEYS})\1(\s*:\s*)(-?\d[\d.eE+-]*)`, 'gi')

// A PIN as a JSON number; what replaces it needs quotes for the text to stay JSON.
function redactNumbers(text: string, nameOf: NameOf): string {
  return text.replaceAll(NUMBER, (_whole, quote: string, key: string, between: string, value: string) => {
    return `${quote}${key}${quote}${between}${quote}${shown(key, value, nameOf)}${quote}`
  })
}
