import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { codeBlocks, type CodeBlock } from './code-blocks.ts'

/** A Markdown page of the repository. */
export interface Page {
  /** Path from the root of the repository. */
  readonly path: string
  readonly text: string
  readonly blocks: readonly CodeBlock[]
}

/** The root of the repository, without a slash at its end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

const folders = ['docs', 'examples', 'fixtures', 'tests', 'bench', 'suites', 'reports', 'schema']

/** Every Markdown page of the repository, by path. */
export function everyPage(): Page[] {
  const top = readdirSync(root).filter((name) => name.endsWith('.md'))
  const below = folders.flatMap((folder) => pagesIn(folder))
  return [...top, ...below].toSorted().map((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    return { path, text, blocks: codeBlocks(text) }
  })
}

/** A name for the files of a page: its own, or that of its folder for a README. */
export function nameOf({ path }: Pick<Page, 'path'>): string {
  return path === 'README.md'
    ? 'README'
    : path
        .replace(/^docs\/(?:guides\/)?/, '')
        .replace(/\.md$/, '')
        .replaceAll('/', '-')
}

function pagesIn(folder: string): string[] {
  let names: string[]
  try {
    names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
  } catch {
    return []
  }
  const isPage = (name: string): boolean => name.endsWith('.md') && !basename(name).startsWith('.')
  return names.filter((name) => isPage(name) && !name.includes('node_modules')).map((name) => `${folder}/${name}`)
}
