import { load } from 'cheerio/slim'
import type { CheerioAPI } from 'cheerio/slim'

type Root = ReturnType<CheerioAPI['root']>[number]
export type Node = Root['children'][number]
export type Tag = Extract<Node, { attribs: Record<string, string> }>

const LONGEST = 1_048_576
const MOST_TAGS = 20_000

/** A parsed document; `cut` says that the page was longer than anyone should have to read. */
export interface Dom {
  $: CheerioAPI
  nodes: Node[]
  html: string
  cut: boolean
}

function bounded(html: string): string {
  const part = html.slice(0, LONGEST)
  let at = -1
  for (let tags = 0; tags < MOST_TAGS; tags++) {
    at = part.indexOf('<', at + 1)
    if (at === -1) return part
  }
  return part.slice(0, at)
}

/**
 * Parses at most 1 MiB and 20,000 tags. The tolerant htmlparser2 is chosen over the specification's tree builder because it
 * is linear on hostile input, keeps a form around the table rows it is written around, and keeps `<noscript>` as markup.
 */
export function parse(source: string): Dom {
  const html = bounded(source)
  const $ = load(html, { xml: { xmlMode: false, withStartIndices: true } })
  return { $, nodes: $.root().get(0)?.children ?? [], html, cut: html.length < source.length }
}

export const isTag = (node: Node): node is Tag => 'attribs' in node

/** The text of a text node, undefined for any other node. */
export const textOf = (node: Node): string | undefined =>
  node.nodeType === 3 && 'data' in node ? node.data : undefined

export const attribute = (tag: Tag, name: string): string => tag.attribs[name] ?? ''

export const has = (tag: Tag, name: string): boolean => tag.attribs[name] !== undefined
