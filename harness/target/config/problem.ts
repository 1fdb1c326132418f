/** A place in a document: map keys and list indexes from the root. */
export type Path = readonly (string | number)[]

/** Line and column, both from 1; columns count UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** What is wrong with a place of a document, before its line and column are looked up. */
export interface Finding {
  readonly path: Path
  readonly message: string
  /** What to write instead, or what else would help. */
  readonly fix?: string
  /** Point at the key or at the value; the value when absent. */
  readonly at?: 'key' | 'value'
  /** The place a misspelled key was meant for; what is missing there is no mistake of its own. */
  readonly meant?: Path
}

/** One mistake in a file a user wrote, with the place and the remedy. */
export interface Problem extends Position {
  /** As shown to people: relative to the working directory where it lies inside. */
  readonly file: string
  /** Dotted, e.g. `targets[0].clients.web.client_id`; empty for the file as a whole. */
  readonly path: string
  readonly message: string
  readonly fix?: string
}

/** A file a user wrote cannot be used. Holds every mistake found in it, in the order of the file. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly code = 'config'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'))
    this.problems = problems
  }
}

/** `file:line:column  path: message`, and the fix indented on a line of its own. */
export function formatProblem({ file, line, column, path, message, fix }: Problem): string {
  const subject = path === '' ? message : `${path}: ${message}`
  return `${file}:${line}:${column}  ${subject}${fix === undefined ? '' : `\n    ${fix}`}`
}

/** Writes a path for people; keys that are not plain words are quoted in brackets. */
export function formatPath(path: Path): string {
  return path.map((segment, index) => formatSegment(segment, index === 0)).join('')
}

function formatSegment(segment: string | number, first: boolean): string {
  if (typeof segment === 'number') return `[${segment}]`
  if (!/^[\w$][\w-]*$/.test(segment)) return `[${JSON.stringify(segment)}]`
  return first ? segment : `.${segment}`
}

/** In the order of the file. */
export function byPosition(left: Problem, right: Problem): number {
  return left.line - right.line || left.column - right.column
}
