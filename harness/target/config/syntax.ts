import { type ErrorCode, isAlias, isScalar, type Node, type YAMLError } from 'yaml'
import { findMember, members } from './nodes.ts'
import { byPosition, formatPath, type Problem } from './problem.ts'
import type { SourceFile } from './source-file.ts'

/** What is wrong with the writing itself. `usable` says that the rest of the file can be judged all the same. */
export interface SyntaxReview {
  readonly problems: Problem[]
  readonly usable: boolean
}

type Saying = readonly [message: string, fix: string]

const sayings: Partial<Record<ErrorCode, Saying>> = {
  TAB_AS_INDENT: ['a tab is used for indentation; YAML allows spaces only', 'replace the tab by spaces'],
  BAD_SCALAR_START: ['this value starts with a character YAML reserves', 'put the value in quotes'],
  TAG_RESOLVE_FAILED: ['a value of this form is not supported', 'put the value in quotes, and remove any !tag'],
  MULTIPLE_DOCS: [
    'a second document starts here; one is expected',
    'remove the --- line, or move the rest to a file of its own',
  ],
  NON_STRING_KEY: ['a key must be a plain word', 'write the key as text'],
  BAD_INDENT: [
    'this line is indented too little, or a bracket above it is not closed',
    'close the bracket or indent the line',
  ],
  BLOCK_AS_IMPLICIT_KEY: [
    'a second key starts inside this value',
    'put the value in quotes, or the key on a line of its own',
  ],
  MULTILINE_IMPLICIT_KEY: ['a key must stand on one line', 'look for a wrong indentation or a missing colon here'],
  BAD_DQ_ESCAPE: ['an unknown escape in a double-quoted value', 'double the backslash, or use single quotes'],
}

const harmless = new Set<ErrorCode>(['DUPLICATE_KEY', 'BAD_SCALAR_START', 'TAG_RESOLVE_FAILED'])
const besideTabs = new Set<ErrorCode>([...harmless, 'TAB_AS_INDENT', 'MULTIPLE_DOCS'])
const independent = new Set<ErrorCode>([...besideTabs, 'NON_STRING_KEY'])

/**
 * Translates parser errors. After an error that upsets the parser the ones behind it are its echo and are left out; a tab
 * upsets it for lines above too.
 */
export function reviewSyntax(source: SourceFile): SyntaxReview {
  const errors = [...source.document.errors, ...source.document.warnings]
  const tabbed = errors.some(({ code }) => code === 'TAB_AS_INDENT')
  const apart = tabbed ? besideTabs : independent
  const upset = tabbed ? undefined : errors.find(({ code }) => !independent.has(code))
  const told = errors.filter((error) => apart.has(error.code) || error === upset)
  const aliases = unknownAliases(source)
  return {
    problems: [...told.map((error) => toProblem(source, error)), ...aliases].toSorted(byPosition),
    usable: aliases.length === 0 && errors.every(({ code }) => harmless.has(code)),
  }
}

function toProblem(source: SourceFile, error: YAMLError): Problem {
  const offset = error.pos[0]
  if (error.code === 'DUPLICATE_KEY') return duplicateKey(source, offset)
  if (error.code === 'MISSING_CHAR') return missingCharacter(source, offset)
  const [message, fix] =
    bareReference(source.text, offset) ?? strayTab(source.text, error) ?? sayings[error.code] ?? unforeseen(error)
  return { file: source.shown, ...source.positionOf(offset), path: '', message, fix }
}

/** In `{ ca: ${file:x} }` the inner brace opens a map for YAML. */
function bareReference(text: string, offset: number): Saying | undefined {
  if (text.slice(offset - 1, offset + 1) !== '${') return undefined
  return ['inside { } and [ ] a ${…} must stand in quotes', 'write "${…}" with double quotes around it']
}

/** Behind spaces or inside brackets the parser only finds a tab too short an indentation. */
function strayTab(text: string, { code, pos: [offset] }: YAMLError): Saying | undefined {
  if (code !== 'BAD_INDENT') return undefined
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1)
  return /^ *\t/.test(line) ? sayings.TAB_AS_INDENT : undefined
}

/** An open quote swallows the rest of the file; the mistake is where it opens, not where the file ends. */
function missingCharacter(source: SourceFile, offset: number): Problem {
  const all = [...members(source.document.contents)]
  const open = all.find(({ value }) => isQuoted(value) && reaches(value, offset))?.value?.range?.[0]
  const message = open === undefined ? 'a quote, bracket or colon is missing' : 'a quote opens here and is never closed'
  const fix = open === undefined ? 'close what was opened, and put a space after each colon' : 'close the quote'
  return { file: source.shown, ...source.positionOf(open ?? offset), path: '', message, fix }
}

const isQuoted = (node: unknown): boolean => isScalar(node) && (node.type ?? '').startsWith('QUOTE')
const reaches = (node: Node | undefined, offset: number): boolean => (node?.range?.[2] ?? -1) >= offset

/** The parser quotes the text of the file after a colon; it may be a secret. */
function unforeseen({ message }: YAMLError): Saying {
  const [first = 'not readable as YAML'] = message.split(/[:"\n]/, 1)
  return [`not valid YAML: ${first.trim()}`, 'check the indentation, quotes and brackets up to this place']
}

function duplicateKey(source: SourceFile, offset: number): Problem {
  const all = [...members(source.document.contents)]
  const path = all.find(({ key }) => key?.range?.[0] === offset)?.path ?? []
  const first = findMember(source.document, path).key?.range?.[0] ?? offset
  return {
    file: source.shown,
    ...source.positionOf(offset),
    path: formatPath(path),
    message: `duplicate key; it stands in line ${source.positionOf(first).line} already`,
    fix: 'keep one of the two',
  }
}

function unknownAliases(source: SourceFile): Problem[] {
  return [...members(source.document.contents)].flatMap(({ path, value }) => {
    if (!isAlias(value) || value.resolve(source.document) !== undefined) return []
    return [
      source.locate({
        path,
        message: 'this alias names an anchor that is not set above it',
        fix: 'set the anchor with & first, or put a value that starts with * in quotes',
      }),
    ]
  })
}
