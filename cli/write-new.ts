import { appendFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { UsageError } from '../harness/usage-error.ts'

/** A file to be written; one with secrets is for its owner only and not for git. */
export interface NewFile {
  /** Below the folder. */
  readonly path: string
  readonly text: string
  readonly secret?: boolean
}

/**
 * Writes files and says what it did, one line each; `later` are files with secrets that somebody will make by hand.
 * Throws UsageError before anything is written when one is there already.
 */
export async function writeNew(
  folder: string,
  files: readonly NewFile[],
  force: boolean,
  later: readonly string[] = [],
): Promise<string[]> {
  const there = await Promise.all(files.map(({ path }) => exists(join(folder, path))))
  const taken = files.filter((_, index) => there[index]).map(({ path }) => path)
  if (taken.length > 0 && !force) {
    throw new UsageError(
      `${taken.join(', ')}: there already; nothing was written. Overwrite with --force, or choose another folder with --out`,
    )
  }
  const lines: string[] = []
  for (const { path, text, secret } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text, secret === true ? { mode: 0o600 } : {})
    lines.push(`wrote ${path}`)
  }
  const secrets = files.filter(({ secret }) => secret === true).map(({ path }) => path)
  return [...lines, ...(await ignore(folder, [...new Set([...secrets, ...later])]))]
}

/** Keeps secrets out of git where the folder is in a work tree. */
async function ignore(folder: string, paths: readonly string[]): Promise<string[]> {
  if (paths.length === 0 || !(await inWorkTree(folder))) return []
  const file = join(folder, '.gitignore')
  const present = await readFile(file, 'utf8').catch(() => '')
  const lacking = paths.filter((path) => !present.split(/\r?\n/).includes(path))
  if (lacking.length === 0) return []
  const start = present === '' || present.endsWith('\n') ? '' : '\n'
  await appendFile(file, `${start}${lacking.join('\n')}\n`)
  return [`added ${lacking.join(' and ')} to .gitignore`]
}

async function inWorkTree(folder: string): Promise<boolean> {
  if (await exists(join(folder, '.git'))) return true
  return dirname(folder) !== folder && inWorkTree(dirname(folder))
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  )
