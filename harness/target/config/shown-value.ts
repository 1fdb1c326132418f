import { formatPath, type Path } from './problem.ts'
import { isSecretPath } from './secret-paths.ts'
import type { Interpolated } from './interpolate.ts'

/** Says what stands at a path, for a message. */
export type ShowValue = (path: Path, value: unknown) => string

const longest = 60

/** Values that came from outside are shown as the reference in the file, secret ones by their type only. */
export function valueShower(interpolated: readonly Interpolated[]): ShowValue {
  const written = new Map(interpolated.map((entry) => [formatPath(entry.path), entry.written]))
  return (path, value) => {
    const reference = written.get(formatPath(path))
    if (reference !== undefined) return `what ${shorten(reference)} holds`
    return isSecretPath(path) ? typeName(value) : literal(value)
  }
}

function literal(value: unknown): string {
  if (value === null || typeof value === 'object') return typeName(value)
  return typeof value === 'string' ? shorten(JSON.stringify(value)) : String(value)
}

/** The type of a value in the words of the file. */
export function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  const names: Record<string, string> = {
    string: 'text',
    number: 'a number',
    boolean: 'true or false',
    object: 'keys and values',
  }
  return names[typeof value] ?? typeof value
}

const shorten = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text)
