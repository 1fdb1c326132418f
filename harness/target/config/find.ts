import { access } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Environment } from './interpolate.ts'
import { ConfigError } from './problem.ts'

/** Names of a target file, the first found in a folder wins. */
const configNames = ['assay.config.yaml', 'assay.config.yml', 'assay.config.json'] as const

/**
 * The target file to use, absolute: the explicit path, else ASSAY_CONFIG, else the nearest from `startDir` up to the
 * folder that holds `.git`. Undefined when there is none; rejects with ConfigError when a named file is absent.
 */
export async function findConfig(
  startDir: string,
  explicit?: string,
  environment: Environment = process.env,
): Promise<string | undefined> {
  if (explicit !== undefined) return named(startDir, explicit, 'check the path given with --config')
  const variable = environment['ASSAY_CONFIG']
  if (variable !== undefined && variable !== '') return named(startDir, variable, 'check the path in ASSAY_CONFIG')
  return search(resolve(startDir))
}

async function search(folder: string): Promise<string | undefined> {
  const files = configNames.map((name) => join(folder, name))
  const present = await Promise.all(files.map(exists))
  const found = files.find((_, index) => present[index])
  const parent = dirname(folder)
  if (found !== undefined || parent === folder || (await exists(join(folder, '.git')))) return found
  return search(parent)
}

async function named(startDir: string, path: string, fix: string): Promise<string> {
  const file = resolve(startDir, path)
  if (await exists(file)) return file
  throw new ConfigError([{ file: path, line: 1, column: 1, path: '', message: 'no such file', fix }])
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )
