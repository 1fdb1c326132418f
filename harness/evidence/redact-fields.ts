import { shownParameter } from './redact-keys.ts'
import type { NameOf } from './redact-names.ts'

const ATTRIBUTE = /\s*(?<name>[\w:-]+)(?:\s*=\s*(?:(?<quote>\\*["'])(?<quoted>.*?)\k<quote>|(?<bare>[^\s>"'\\]+)))?/sy
const LONGEST_TAG = 16_000

/**
 * A form field of an HTML page: name and value as written, character references included, and where the value stands.
 */
export interface Field {
  name: string
  value: string
  start: number
}

/** Replaces the values of secret form fields in HTML, as in a login page or a form_post answer. */
export function redactFields(text: string, nameOf: NameOf): string {
  const pieces: string[] = []
  let read = 0
  for (const { name, value, start } of readFields(text)) {
    pieces.push(text.slice(read, start), shownParameter(name, value, nameOf))
    read = start + value.length
  }
  pieces.push(text.slice(read))
  return pieces.join('')
}

/** The input elements of a text that have both a name and a value; the text may be HTML inside JSON. */
export function readFields(text: string): Field[] {
  const opening = /<input\b/gi
  const fields: Field[] = []
  while (opening.test(text)) {
    const from = opening.lastIndex
    const { name, value, end } = readTag(text.slice(from, from + LONGEST_TAG))
    opening.lastIndex = from + end
    if (name !== undefined && value !== undefined) fields.push({ name, value: value.text, start: from + value.start })
  }
  return fields
}

interface Tag {
  name?: string
  value?: { text: string; start: number }
  end: number
}

function readTag(tag: string): Tag {
  const read: Tag = { end: 0 }
  ATTRIBUTE.lastIndex = 0
  for (let match = ATTRIBUTE.exec(tag); match !== null; match = ATTRIBUTE.exec(tag)) {
    const { name = '', quote = '', quoted, bare } = match.groups ?? {}
    const text = quoted ?? bare ?? ''
    read.end = ATTRIBUTE.lastIndex
    if (name.toLowerCase() === 'name') read.name = text
    if (name.toLowerCase() === 'value') read.value = { text, start: read.end - quote.length - text.length }
  }
  return read
}
