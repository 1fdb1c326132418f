import { dirname, resolve } from 'node:path'
import { isScalar, type Scalar } from 'yaml'
import { type Member, members } from './nodes.ts'
import { formatPath, type Path, type Problem } from './problem.ts'
import { readText } from './read-text.ts'
import { parsePieces, type Piece } from './references.ts'
import type { SourceFile } from './source-file.ts'

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** A string that held references. */
export interface Interpolated {
  readonly path: Path
  /** As it stands in the file. */
  readonly written: string
  /** What was put in, one entry per reference. */
  readonly values: readonly string[]
}

export interface Interpolation {
  readonly interpolated: readonly Interpolated[]
  readonly problems: Problem[]
}

type Outcome = { readonly text: string } | { readonly message: string; readonly fix: string }

/** Replaces references in the string values of a document, in place. A value that cannot be completed stays as written. */
export async function interpolate(source: SourceFile, environment: Environment): Promise<Interpolation> {
  const all = [...members(source.document.contents)]
  const filled = await Promise.all(all.map((member) => fill(source, member, environment)))
  return {
    interpolated: filled.flatMap(({ interpolated }) => interpolated),
    problems: filled.flatMap(({ problems }) => problems),
  }
}

const untouched: Interpolation = { interpolated: [], problems: [] }

async function fill(source: SourceFile, { path, value }: Member, environment: Environment): Promise<Interpolation> {
  if (!isScalar(value) || typeof value.value !== 'string' || !value.value.includes('$')) return untouched
  const written = value.value
  const pieces = parsePieces(written)
  const outcomes = await Promise.all(pieces.map((piece) => complete(piece, source.file, environment)))
  const problems = pieces.flatMap((piece, index) => failure(source, path, value, piece, outcomes[index]))
  const values = pieces.flatMap((piece, index) => (piece.kind === 'text' ? [] : textOf(outcomes[index])))
  if (problems.length === 0) value.value = outcomes.flatMap(textOf).join('')
  return { interpolated: problems.length + values.length > 0 ? [{ path, written, values }] : [], problems }
}

const textOf = (outcome: Outcome | undefined): string[] =>
  outcome !== undefined && 'text' in outcome ? [outcome.text] : []

async function complete(piece: Piece, file: string, environment: Environment): Promise<Outcome> {
  switch (piece.kind) {
    case 'text':
      return { text: piece.text }
    case 'unreadable':
      return piece
    case 'env':
      return fromEnvironment(piece.name, piece.fallback, environment)
    case 'file':
      return fromFile(piece.path, file)
  }
}

/** An empty variable counts as absent: CI systems pass unset secrets as empty text. */
function fromEnvironment(name: string, fallback: string | undefined, environment: Environment): Outcome {
  const value = environment[name]
  if (value !== undefined && value !== '') return { text: value }
  if (fallback !== undefined) return { text: fallback }
  return {
    message: `the environment variable ${name} is ${value === undefined ? 'not set' : 'empty'}`,
    fix: `set ${name}, in the environment or in .env beside this file, or give a default: \${env:${name}:-value}`,
  }
}

/** The line end a text file closes with is not part of the value. */
async function fromFile(path: string, configFile: string): Promise<Outcome> {
  const read = await readText(resolve(dirname(configFile), path))
  if ('text' in read) return { text: read.text.replace(/(?:\r?\n)+$/, '') }
  return {
    message: `the file ${path} cannot be read: ${read.failure}`,
    fix: 'the path counts from the folder of this file; check it and its permissions',
  }
}

function failure(source: SourceFile, path: Path, node: Scalar, piece: Piece, outcome: Outcome | undefined): Problem[] {
  if (piece.kind === 'text' || outcome === undefined || 'text' in outcome) return []
  const [start = 0, end = start] = node.range ?? []
  const within = source.text.slice(start, end).indexOf(piece.raw)
  return [
    {
      file: source.shown,
      ...source.positionOf(start + Math.max(0, within)),
      path: formatPath(path),
      message: outcome.message,
      fix: outcome.fix,
    },
  ]
}
