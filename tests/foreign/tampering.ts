import { randomBytes } from 'node:crypto'

/** The value with the character at a position (negative: from the end) replaced by another one. */
export function changed(value: string, position: number): string {
  const index = position < 0 ? value.length + position : position
  return value.slice(0, index) + (value[index] === 'a' ? 'b' : 'a') + value.slice(index + 1)
}

export function swappedCase(value: string): string {
  return value.replaceAll(/[a-z]/gi, (sign) => (sign === sign.toLowerCase() ? sign.toUpperCase() : sign.toLowerCase()))
}

/** Two neighbouring, different characters exchanged: the length and the alphabet stay. */
export function exchanged(value: string): string {
  const index = [...value].findIndex((sign, at) => sign !== value[at + 1])
  return value.slice(0, index) + value.charAt(index + 1) + value.charAt(index) + value.slice(index + 2)
}

/** A value of the same length and shape (dashes stay) that the server never issued. */
export function unknownLike(value: string): string {
  const source = randomBytes(value.length).toString('hex')
  return [...value].map((sign, at) => (sign === '-' ? '-' : source.charAt(at))).join('')
}
