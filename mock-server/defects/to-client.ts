import type { WireAnswer } from '../wire/answer.ts'

/** Where an answer sends the user agent with a code or an error for the client; undefined when it does neither. */
export function toClient({ location }: WireAnswer): URL | undefined {
  const names = ['code', 'error']
  return location !== undefined && names.some((name) => location.searchParams.has(name)) ? location : undefined
}
