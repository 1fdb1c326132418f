import { appendFile, stat } from 'node:fs/promises'
import { relative, sep } from 'node:path'

import type { RunOutcome } from '../harness/engine/events.ts'
import type { Run } from '../reports/model.ts'
import { readReport } from '../reports/read-report.ts'
import { annotations } from '../reports/writers/annotations.ts'
import { writeMarkdown } from '../reports/writers/markdown.ts'
import type { Environment, Io } from './io.ts'

/** What GitHub takes of one step; what is longer is dropped as a whole. */
const summaryLimit = 1024 * 1024 - 1024

/** Whether this runs in a workflow of GitHub Actions. */
export function inGithub(env: Environment): boolean {
  return env['GITHUB_ACTIONS'] === 'true'
}

/**
 * Tells a run to GitHub Actions: annotations on stderr, the summary into the file GITHUB_STEP_SUMMARY names. Both are made of run.json as it was
 * written and searched for secrets. Never rejects: what cannot be told is a warning, for the verdict stands.
 *
 * Secrets of the target file are not announced as masks: nothing that is printed holds them, and a mask would print them, in clear wherever something else than
 * the runner reads the log.
 */
export async function tellGithub({ out, stale, leaks, base }: RunOutcome, { env, cwd, stderr }: Io): Promise<void> {
  const warn = (error: unknown): void => {
    const why = error instanceof Error ? error.message : String(error)
    stderr.write(`warning: GitHub could not be told all: ${why.replaceAll(/\s+/g, ' ')}\n`)
  }
  try {
    const { run } = await readReport(out)
    const root = env['GITHUB_WORKSPACE'] || cwd
    const around = { stale, leaks: leaks.map((file) => wayTo(out, file)) }
    for (const line of annotations(run, { folder: wayTo(root, cwd), ...around })) stderr.write(`${line}\n`)
    const file = env['GITHUB_STEP_SUMMARY']
    if (file)
      await appendSummary(
        file,
        summary(run, { ...around, ...(base === undefined ? {} : { base }), out: wayTo(root, out), env }),
      )
  } catch (error) {
    warn(error)
  }
}

interface Around {
  readonly stale: readonly string[]
  readonly leaks: readonly string[]
  readonly out: string
  readonly base?: Run
  readonly env: Environment
}

function summary(run: Run, { env, ...around }: Around): string {
  const address = runPage(env)
  return writeMarkdown(run, { ...around, ...(address === undefined ? {} : { address }) })
}

async function appendSummary(file: string, text: string): Promise<void> {
  const { size } = await stat(file).catch(() => ({ size: 0 }))
  if (size + Buffer.byteLength(text) > summaryLimit) throw new Error('the job summary of this step is full')
  await appendFile(file, size === 0 ? text : `\n${text}`)
}

/** The page of the workflow run, where its artifacts are. */
function runPage({
  GITHUB_SERVER_URL: server,
  GITHUB_REPOSITORY: repository,
  GITHUB_RUN_ID: id,
}: Environment): string | undefined {
  return server && repository && id ? `${server}/${repository}/actions/runs/${id}#artifacts` : undefined
}

/** The way from a folder to a path, with slashes; begins with `..` where the path is not below it. */
function wayTo(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/')
}
