import { isDeepStrictEqual } from 'node:util'
import { isMap, isNode, isSeq, parseDocument, stringify, type Document, type Node, type YAMLSeq } from 'yaml'

import type { KnownDeviation } from './known.ts'

/** What a baseline begins with, for editors. */
const opening = '# yaml-language-server: $schema=./node_modules/oauth-assay/schema/known.schema.json\n'

const plain = { lineWidth: 0 }

/** The text of a baseline with entries added after the last; all else stays as it was written. An empty text becomes a whole file. */
export function addToKnown(text: string, entries: readonly KnownDeviation[]): string {
  if (entries.length === 0) return text
  if (text.trim() === '') return `${opening}known:\n${block(entries, 2)}`
  const lines = new Lines(text)
  return settled(text, spliced(lines, entries), (data) => [...data, ...entries])
}

/** The text of a baseline without the entries at some indexes, and without the comments right above these. */
export function removeFromKnown(text: string, indexes: readonly number[]): string {
  if (indexes.length === 0) return text
  return settled(text, cut(new Lines(text), indexes), (data) => data.filter((_, index) => !indexes.includes(index)))
}

function spliced(lines: Lines, entries: readonly KnownDeviation[]): string | undefined {
  const list = listIn(lines.document)
  if (list === undefined) {
    if (isMap(lines.document.contents) && lines.document.has('known')) return undefined
    return `${lines.text.replace(/\n*$/, '\n')}known:\n${block(entries, 2)}`
  }
  const last = list.items.at(-1)
  if (list.flow === true || !isNode(last)) return undefined
  const { first, end } = lines.of(last)
  const before = lines.rows.slice(0, end + 1)
  const dash = lines.rows[first]?.indexOf('-') ?? 2
  return [...before, block(entries, dash).trimEnd(), ...lines.rows.slice(end + 1)].join('\n').replace(/\n*$/, '\n')
}

function cut(lines: Lines, indexes: readonly number[]): string | undefined {
  const list = listIn(lines.document)
  if (list === undefined || list.flow === true || indexes.length >= list.items.length) return undefined
  const gone = new Set<number>()
  for (const index of indexes) {
    const item = list.items[index]
    if (!isNode(item)) return undefined
    const { above, end } = lines.of(item)
    for (let row = above; row <= end; row += 1) gone.add(row)
    // Of the empty lines around it one is enough.
    if (lines.rows[above - 1]?.trim() === '' && lines.rows[end + 1]?.trim() === '') gone.add(above - 1)
  }
  return lines.rows.filter((_, row) => !gone.has(row)).join('\n')
}

/** The edited text where it says what it should, else the data written anew: right before pretty. */
function settled(
  text: string,
  edited: string | undefined,
  change: (entries: readonly unknown[]) => readonly unknown[],
): string {
  const document = parseDocument(text, { stringKeys: true })
  const before: unknown = document.toJS()
  const data = typeof before === 'object' && before !== null ? before : {}
  const known: unknown = Reflect.get(data, 'known')
  const wanted = { ...data, known: change(Array.isArray(known) ? known : []) }
  if (edited !== undefined && says(edited, wanted)) return edited
  if (text.trimStart().startsWith('{')) return `${JSON.stringify(wanted, null, 2)}\n`
  const list = document.createNode(wanted.known)
  const old = document.get('known', true)
  const comments = isNode(old) ? [old.commentBefore, old.comment].filter((comment) => comment) : []
  if (comments.length > 0) list.commentBefore = comments.join('\n')
  document.set('known', list)
  return document.toString(plain)
}

/** An alias whose anchor was cut away makes a text that says nothing. */
function says(text: string, data: object): boolean {
  try {
    return isDeepStrictEqual(parseDocument(text).toJS(), data)
  } catch {
    return false
  }
}

function listIn(document: Document): YAMLSeq | undefined {
  const list = isMap(document.contents) ? document.get('known') : undefined
  return isSeq(list) ? list : undefined
}

function block(entries: readonly KnownDeviation[], indent: number): string {
  const margin = ' '.repeat(indent)
  return stringify(entries, plain).replaceAll(/^(?=.)/gm, margin)
}

/** The rows of a text, and which of them belong to an item of a list. */
class Lines {
  readonly text: string
  readonly rows: readonly string[]
  readonly document: Document

  constructor(text: string) {
    this.text = text
    this.rows = text.split('\n')
    this.document = parseDocument(text, { stringKeys: true })
  }

  /** Indexes of rows: the comments right above an item, the row of its dash, its last row with the comments inside. */
  of(item: Node): { above: number; first: number; end: number } {
    const [start, valueEnd] = item.range ?? [0, 0]
    let first = this.#row(start)
    while (first > 0 && !/^\s*-/.test(this.rows[first] ?? '')) first -= 1
    const dash = this.rows[first]?.indexOf('-') ?? 0
    let end = this.#row(start + this.text.slice(start, valueEnd).trimEnd().length)
    while (isComment(this.rows[end + 1]) && indentOf(this.rows[end + 1]) > dash) end += 1
    let above = first
    while (isComment(this.rows[above - 1]) && indentOf(this.rows[above - 1]) === dash) above -= 1
    return { above, first, end }
  }

  #row(offset: number): number {
    return this.text.slice(0, offset).split('\n').length - 1
  }
}

function isComment(row: string | undefined): boolean {
  return row?.trimStart().startsWith('#') === true
}

function indentOf(row = ''): number {
  return row.length - row.trimStart().length
}
