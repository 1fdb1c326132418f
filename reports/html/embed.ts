// A `<` could end the element; line separators and bidi controls would show the file's readers something else than it says.
const unwelcome = /[<\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu

/** A value as an element that no browser executes; JSON.parse reads its text. */
export function dataElement(id: string, value: unknown): string {
  const json = JSON.stringify(value).replaceAll(
    unwelcome,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `<script type="application/json" id="${id}">${json}</script>\n`
}

/** A PNG as an element that no browser executes, in base64. */
export function pictureElement(id: string, png: Uint8Array): string {
  return `<script type="text/plain" id="${id}">${Buffer.from(png).toString('base64')}</script>\n`
}

/** Foreign text for the content of an element or a quoted attribute. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
