import { slug } from '../../scripts/catalogue/markdown.ts'

/** A link of a page. */
export interface Link {
  readonly target: string
  /** From 1. */
  readonly line: number
}

/** The text without what is code: line breaks stay. */
function withoutCode(markdown: string): string {
  const blank = (code: string): string => code.replaceAll(/[^\n]/g, ' ')
  return markdown.replaceAll(/^```[\s\S]*?^```$/gm, blank).replaceAll(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, blank)
}

/** The links of a Markdown text, pictures among them. */
export function linksOf(markdown: string): Link[] {
  const text = withoutCode(markdown)
  // The words of a link may be code, which is blank by now.
  const written = text.matchAll(/\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"]*")?\s*\)|\bhref="([^"]+)"|<(https?:[^\s>]+)>/g)
  return [...written].map(({ 1: linked, 2: href, 3: bare, index }) => ({
    target: linked ?? href ?? bare ?? '',
    line: text.slice(0, index).split('\n').length,
  }))
}

/** What a link to a place of the page may name: its headings, and anchors written as such. */
export function anchorsOf(markdown: string): Set<string> {
  const anchors = new Set<string>()
  const outside = markdown.replaceAll(/^```[\s\S]*?^```$/gm, '')
  for (const [, heading = ''] of outside.matchAll(/^#{1,6} +(.*)$/gm)) {
    const words = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '')
    const base = slug(words)
    let name = base
    for (let count = 1; anchors.has(name); count += 1) name = `${base}-${count}`
    anchors.add(name)
  }
  for (const [, id = ''] of outside.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(id)
  return anchors
}
