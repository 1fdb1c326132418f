/** Looks up the stable name of a value that is exactly a registered secret, in whatever notation. */
export type NameOf = (value: string) => string | undefined

/** Stands for a value that is not registered but is named by a key that says it is secret. */
export function unnamed(key: string): string {
  return `‹redacted:${key.toLowerCase()}›`
}

/** One stable name or other replacement, as it stands in a redacted text. */
const REPLACED = /‹[^‹›]{1,80}›/g

// What is left around a name is what a check added on purpose ("the same code with one letter more").
const LONGEST_REMAINDER = 7

/** True for a value that redaction has already dealt with, so that redacting twice changes nothing. */
export function isReplaced(value: string): boolean {
  const remainder = value.replaceAll(REPLACED, '')
  return remainder.length < value.length && remainder.length <= LONGEST_REMAINDER
}

/** The value under a secret key, as it may be shown: its stable name if it has one. */
export function shown(key: string, value: string, nameOf: NameOf): string {
  if (value === '' || isReplaced(value)) return value
  return nameOf(value) ?? unnamed(key)
}
