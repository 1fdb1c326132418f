import { isAbsolute, relative, resolve } from 'node:path'
import { type Document, LineCounter, type Node, parseDocument } from 'yaml'
import { nestsTooDeep } from './nesting.ts'
import { findMember } from './nodes.ts'
import { ConfigError, type Finding, formatPath, type Path, type Position, type Problem } from './problem.ts'
import { readText } from './read-text.ts'

/** A YAML or JSON file a user wrote, parsed so that every value knows its line and column. */
export interface SourceFile {
  /** Absolute. */
  readonly file: string
  readonly shown: string
  readonly text: string
  readonly document: Document
  /** Where a key stands; the item itself in lists, the nearest known place above what is absent. */
  keyAt(path: Path): Position
  valueAt(path: Path): Position
  /** 0-based offset in the text to line and column. */
  positionOf(offset: number): Position
  locate(finding: Finding): Problem
}

/** Reads and parses a file; syntax errors stay in `document.errors`. Rejects with ConfigError when there is nothing to read. */
export async function readSource(path: string): Promise<SourceFile> {
  const file = resolve(path)
  const shown = shownPath(file)
  const failed = (message: string, fix: string): ConfigError =>
    new ConfigError([{ file: shown, line: 1, column: 1, path: '', message, fix }])
  const read = await readText(file)
  if ('failure' in read) throw failed(`cannot be read: ${read.failure}`, 'check the path and its permissions')
  if (read.text.trim() === '') throw failed('the file is empty', 'start with the key the schema requires')
  if (nestsTooDeep(read.text)) throw failed('the file nests too deep', 'close the brackets, and indent by two spaces')
  return parseSource(file, read.text)
}

/** Parses the text of a file; JSON is read as the YAML it is, with bare words refused. */
function parseSource(file: string, text: string): SourceFile {
  const lines = new LineCounter()
  const document: Document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    merge: true,
    logLevel: 'error',
    schema: file.endsWith('.json') ? 'json' : 'core',
  })
  const shown = shownPath(file)
  const positionOf = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const keyAt = (path: Path): Position => {
    const { key, value } = findMember(document, path)
    return positionOf(startOf(key ?? value))
  }
  const valueAt = (path: Path): Position => {
    const { key, value } = findMember(document, path)
    return positionOf(startOf(value ?? key))
  }
  const locate = ({ path, message, fix, at }: Finding): Problem => ({
    file: shown,
    ...(at === 'key' ? keyAt(path) : valueAt(path)),
    path: formatPath(path),
    message,
    ...(fix === undefined ? {} : { fix }),
  })
  return { file, shown, text, document, keyAt, valueAt, positionOf, locate }
}

const startOf = (node: Node | undefined): number => node?.range?.[0] ?? 0

/** A path for people: relative to the working directory where it lies inside. */
export function shownPath(file: string): string {
  const path = relative(process.cwd(), file)
  return path.startsWith('..') || isAbsolute(path) ? file : path
}
