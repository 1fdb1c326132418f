import { readFile } from 'node:fs/promises'
import type { ErrorObject } from 'ajv'
import type { Document, LineCounter } from 'yaml'
import { explain, type Finding } from './file-problem.ts'

/** A file as parsed, and where each of its keys stands. */
interface Source {
  readonly path: string
  readonly document: Document
  readonly lines: LineCounter
}

/** What a file holds: the words for it, and what its schema cannot say about it. */
interface Content<Data> {
  readonly what: string
  further(data: Data): readonly Finding[]
}

/** Reads a YAML or JSON file that a schema describes; rejects with the place and name of every wrong key when it does not fit. */
export async function readFitting<Data>(path: string, schema: object, { what, further }: Content<Data>): Promise<Data> {
  const source = await parsed(path)
  const data: unknown = source.document.toJS() ?? {}
  // Loaded on first use: whoever starts a mock from code should not wait for it.
  const { Ajv } = await import('ajv')
  const validate = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true }).compile<Data>(schema)
  if (!validate(data)) {
    const causes = (validate.errors ?? []).filter(isCause)
    throw misfit(
      source,
      what,
      causes.map((error) => explain(error, 'the file')),
    )
  }
  const found = further(data)
  if (found.length > 0) throw misfit(source, what, found)
  return data
}

function misfit(source: Source, what: string, findings: readonly Finding[]): Error {
  const problems = findings.map((finding) => located(source, finding))
  return new Error(`Expected ${what} in ${source.path}, got:\n${problems.join('\n')}\nCorrect these keys.`)
}

// What follows from an error inside says nothing of its own.
function isCause({ keyword }: ErrorObject): boolean {
  return keyword !== 'if'
}

function located({ path: file, document, lines }: Source, { path, line }: Finding): string {
  const { line: row, col } = lines.linePos(offset(document, path))
  return `  ${file}:${row}:${col}  ${line}`
}

/** Where a key stands, or what holds it when it is missing. */
function offset(document: Document, path: readonly string[]): number {
  const last = path.at(-1)
  const holder: unknown = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents
  const pairs: unknown[] = last !== undefined && hasItems(holder) ? holder.items : []
  const pair = pairs.find((one) => hasKey(one) && String(one.key) === last)
  const node = hasKey(pair) ? pair.key : path.length > 0 ? document.getIn(path, true) : document.contents
  return startOf(node) ?? startOf(holder) ?? 0
}

function hasItems(node: unknown): node is { items: unknown[] } {
  return typeof node === 'object' && node !== null && 'items' in node && Array.isArray(node.items)
}

function hasKey(item: unknown): item is { key: unknown } {
  return typeof item === 'object' && item !== null && 'key' in item
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined
  const start: unknown = node.range[0]
  return typeof start === 'number' ? start : undefined
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const why = code === 'ENOENT' ? 'there is none' : `it cannot be read (${String(code)})`
    throw new Error(`Expected a file at ${path}, but ${why}. Correct the path.`, { cause: error })
  }
}

async function parsed(path: string): Promise<Source> {
  const text = await textOf(path)
  const { LineCounter, parseDocument } = await import('yaml')
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [wrong] = document.errors
  if (wrong) {
    const [start] = wrong.linePos ?? []
    const place = start === undefined ? path : `${path}:${start.line}:${start.col}`
    const [reason = ''] = wrong.message.split(/ at line \d|\n/)
    throw new Error(
      `Expected YAML or JSON in ${place}, got text that is neither: ${reason.replace(/\.$/, '')}. Correct it.`,
      {
        cause: wrong,
      },
    )
  }
  return { path, document, lines }
}
