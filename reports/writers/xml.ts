// What XML 1.0 cannot hold, and what would disturb a reader's terminal or eye.
const unwritable = /[^\t\n\u0020-\u007E\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
const misleading = /[\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu

type Attribute = string | number | undefined

/** An element with attributes and finished content; attributes that are undefined are left out. */
export function element(name: string, attributes: Record<string, Attribute>, content: readonly string[] = []): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
  const head = `<${name}${written.join('')}`
  return content.length === 0 ? `${head}/>` : `${head}>${content.join('')}</${name}>`
}

/** Text as a CDATA section, readable in the raw file; a `]]>` in it is split over two sections. */
export function characters(text: string): string {
  return `<![CDATA[${clean(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

/** Text as it stands in an attribute or between tags, on one line. */
export function escaped(text: string): string {
  return clean(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[\t\n]/g, ' ')
}

/** A space in the place of what is taken out: what stood on both sides of it must not become one word. */
function clean(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(unwritable, ' ').replaceAll(misleading, ' ')
}
