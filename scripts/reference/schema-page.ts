import { code, prose, table } from '../catalogue/markdown.ts'
import { resolved, type Schema } from './schema.ts'
import { outlineOf, type Member, type Section } from './sections.ts'
import { sectionTitle, typeWords, type Words } from './type-words.ts'

/** What a page says of a schema beside its keys. */
export interface SchemaPage {
  readonly title: string
  /** Paragraphs before the keys. */
  readonly intro: string
  /** An example as a fenced block. */
  readonly example: string
  readonly schema: Schema
  /** Definitions that pages of their own tell: name → address. */
  readonly elsewhere?: Readonly<Record<string, string>>
  /** What a member means where the schema does not say; by the path of its object and its name. */
  meaning?(path: string, name: string): string | undefined
  /** What is used where nothing is said, if the schema does not tell; likewise. */
  usual?(path: string, name: string): unknown
}

/** A page of the reference made from a JSON Schema: every key with type, default and meaning, one table for each object. */
export function schemaPage(page: SchemaPage): string {
  const { title, intro, example, schema, elsewhere = {} } = page
  const words: Words = { root: schema, outline: outlineOf(schema), elsewhere }
  const sections = words.outline.sections.map((section) => sectionText(section, page, words))
  return [`# ${title}`, intro, '## Example', example, ...sections].join('\n\n') + '\n'
}

function sectionText({ path, about, members }: Section, page: SchemaPage, words: Words): string {
  const rows = members.map((member) => row(path, member, page, words))
  // The file itself is told before its example.
  const said = about === '' || path === '' ? [] : [prose(about)]
  return [`## ${sectionTitle(path)}`, ...said, table(['key', 'type', 'default', 'meaning'], rows).trimEnd()].join(
    '\n\n',
  )
}

function row(path: string, { name, schema, required }: Member, page: SchemaPage, words: Words): string[] {
  const { examples = [], default: usual = page.usual?.(path, name) } = schema
  const meaning = schema.description ?? resolved(page.schema, schema).description ?? page.meaning?.(path, name)
  if (meaning === undefined) {
    throw new Error(
      `Expected a meaning of ${path}.${name} for "${page.title}", got none. Describe it in its schema or type.`,
    )
  }
  const shown = examples.map((example) => `\`${typeof example === 'string' ? example : JSON.stringify(example)}\``)
  const more = shown.length === 0 ? '' : ` For example ${shown.join(', ')}.`
  return [
    code(name),
    typeWords(schema, words),
    usual === undefined
      ? required
        ? 'required'
        : ''
      : code(typeof usual === 'string' ? usual : JSON.stringify(usual)),
    prose(meaning + more),
  ]
}
