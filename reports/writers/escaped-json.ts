// Bidi controls and line separators: a reader of the file would see another text than there is.
const misleading = /[\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/g

/** JSON that says the same, with what misleads the eye as escapes. */
export function withEscapes(json: string): string {
  return json.replaceAll(misleading, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** A value as such JSON. */
export function escapedJson(value: unknown, space?: number): string {
  return withEscapes(JSON.stringify(value, null, space))
}
