import { escapedJson } from '../writers/escaped-json.ts'

/** A value as an element that no browser executes; JSON.parse reads its text. A `<` could end the element. */
export function dataElement(id: string, value: unknown): string {
  const json = escapedJson(value).replaceAll('<', String.raw`\u003c`)
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
