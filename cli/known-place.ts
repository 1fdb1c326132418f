import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

import { findConfig } from '../harness/target/config/find.ts'
import { readSource } from '../harness/target/config/source-file.ts'
import { UsageError } from '../harness/usage-error.ts'
import type { Io } from './io.ts'

/** Where a baseline lies, and the report it is held against. */
export interface KnownPlace {
  /** Absolute. */
  readonly file: string
  readonly exists: boolean
  /** As a person would type it. */
  readonly shown: string
  /** The target file that ought to name it and does not, as shown. */
  readonly unnamed: string | undefined
  /** Folder of the last report. */
  readonly report: string
}

/** What the person said about it. */
export interface KnownWish {
  readonly config?: string
  readonly known?: string
  readonly from?: string
}

/**
 * The baseline that was named, else that of the target file, else known.yaml beside it. The target file is not filled in, so
 * that no secret has to be at hand. Throws UsageError and ConfigError.
 */
export async function knownPlace({ config, known, from }: KnownWish, io: Io): Promise<KnownPlace> {
  const targets = await findConfig(io.cwd, config, io.env)
  const folder = targets === undefined ? io.cwd : dirname(targets)
  const document = targets === undefined ? undefined : (await readSource(targets)).document
  const written = (key: string): string | undefined => {
    const value: unknown = document?.get(key)
    if (typeof value !== 'string') return undefined
    if (!value.includes('$')) return resolve(folder, value)
    throw new UsageError(
      `the target file has ${key}: ${value}; say which one with ${key === 'known' ? '--known' : '--from'}`,
    )
  }
  const named = known === undefined ? written('known') : resolve(io.cwd, known)
  const file = named ?? join(folder, 'known.yaml')
  return {
    file,
    exists: existsSync(file),
    shown: relative(io.cwd, file),
    unnamed: named === undefined && targets !== undefined ? relative(io.cwd, targets) : undefined,
    report: from ?? relative(io.cwd, written('out') ?? join(folder, 'conformance-report')),
  }
}
