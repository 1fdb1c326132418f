import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** The rooms whose code is shipped. */
export const rooms = ['suites', 'mock-server', 'harness', 'reports', 'cli', 'fixtures', 'scripts'] as const

export interface SourceFile {
  /** Relative to the project, with slashes. */
  readonly path: string
  readonly text: string
}

/** The TypeScript and JavaScript files below a folder of the project, by path. */
export function sourcesIn(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.m?[tj]s$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((path) => !path.split('/').includes('node_modules'))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

export function lineCount({ text }: SourceFile): number {
  return text.trimEnd().split('\n').length
}

/** One import of a source file: where it leads, and whether only types come from there. */
export interface Import {
  readonly from: string
  /** A path relative to the project, or the name of a package. */
  readonly to: string
  readonly typeOnly: boolean
}

const statement = /^\s*(?:import|export)(?<type>\s+type)?\b(?:[^'"`;=()]*?\bfrom)?\s*['"](?<to>[^'"\n]+)['"]/gm
const call = /\bimport\(\s*(?:\/\*[^*]*\*\/\s*)?['"](?<to>[^'"\n]+)['"]/g

/** Every import and re-export of a file, dynamic ones with a literal name included. */
export function importsOf({ path, text }: SourceFile): Import[] {
  return [...text.matchAll(statement), ...text.matchAll(call)].map(({ groups = {} }) => ({
    from: path,
    to: place(path, groups['to'] ?? ''),
    typeOnly: groups['type'] !== undefined,
  }))
}

function place(from: string, to: string): string {
  if (!to.startsWith('.')) return to
  return relative(root, resolve(root, dirname(from), to)).replaceAll(sep, '/')
}

/** Everything that is part of the project: what is tracked, and what is new and not ignored. */
export function projectFiles(): SourceFile[] {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
  return [...new Set(list.toString('utf8').split('\0'))].filter(isText).flatMap((path) => {
    try {
      return [{ path, text: readFileSync(join(root, path), 'utf8') }]
    } catch {
      return []
    }
  })
}

function isText(path: string): boolean {
  return path !== '' && !/\.(?:png|jpe?g|gif|ico|woff2?|zip|gz|pdf)$/.test(path)
}
