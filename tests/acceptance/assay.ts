import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

import type { Result, Run } from '../../reports/model.ts'
import { validateRun } from '../../reports/validate.ts'

/** Long enough for a whole run on a loaded machine. */
export const patience = 300_000

const dist = fileURLToPath(new URL('../../dist/', import.meta.url))

/** A file of the build; what is tested here is what is installed. */
export function built(path: string): string {
  const file = join(dist, path)
  if (!existsSync(file)) throw new Error(`expected ${file}, got no such file; build first: npm run build`)
  return file
}

/** An empty folder that no target file lies above. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-'))
  await mkdir(join(folder, '.git'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** How a process ended, with all that it printed. */
export interface Ended {
  /** Undefined when a signal ended it. */
  readonly code: number | undefined
  readonly stdout: string
  readonly stderr: string
}

/** A process under way. */
export interface Started {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  readonly ended: Promise<Ended>
  /** Resolves when the pattern has been printed on stdout or stderr; rejects when the process ends without. */
  said(pattern: RegExp): Promise<RegExpExecArray>
}

type Env = Readonly<Record<string, string>>

/** Starts the command line in a folder, with an environment of its own. */
export function startAssay(cwd: string, argv: readonly string[], env: Env = {}): Started {
  return start(cwd, [built('cli/main.js'), ...argv], env)
}

/** Runs the command line to its end. */
export function assay(cwd: string, argv: readonly string[], env: Env = {}): Promise<Ended> {
  return startAssay(cwd, argv, env).ended
}

function start(cwd: string, argv: readonly string[], env: Env): Started {
  const child = spawn(process.execPath, argv, {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const printed = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => (printed[name] += text))
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ ...printed, code: code ?? undefined }))
  })
  return { child, ended, said: (pattern) => saidIn(child, printed, pattern) }
}

function saidIn(
  child: Started['child'],
  printed: { readonly stdout: string; readonly stderr: string },
  pattern: RegExp,
): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = pattern.exec(printed.stdout) ?? pattern.exec(printed.stderr)
      if (found !== null) resolve(found)
    }
    child.stdout.on('data', look)
    child.stderr.on('data', look)
    child.on('close', (code) =>
      reject(new Error(`expected ${pattern.source}, got exit ${code} after\n${printed.stdout}${printed.stderr}`)),
    )
    look()
  })
}

/** The run.json of a report folder, valid by its schema. */
export async function reportedRun(folder: string, report = 'conformance-report'): Promise<Run> {
  return validateRun(JSON.parse(await readFile(join(folder, report, 'run.json'), 'utf8')))
}

/** Every file of a report with its text. */
export async function reportFiles(folder: string): Promise<Map<string, string>> {
  const report = join(folder, 'conformance-report')
  const entries = await readdir(report, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const)))
}

export function verdictsOf(run: Run): Record<string, Result['verdict']> {
  return Object.fromEntries(run.results.map(({ check, verdict }) => [check, verdict]))
}
