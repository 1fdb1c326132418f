import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

import type { Person } from '../../cli/io.ts'
import { main } from '../../cli/program.ts'

/** An empty folder that looks like a work tree. */
export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'assay-init-'))
  await mkdir(join(path, '.git'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

/** Runs a command line in this process. */
export async function assay(
  cwd: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
  person?: () => Person,
) {
  let stdout = ''
  let stderr = ''
  const signals = { on: () => undefined, off: () => undefined, stop: () => undefined }
  const code = await main(argv, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    env,
    cwd,
    signals,
    ...(person && { person }),
  })
  return { code, stdout, stderr }
}
