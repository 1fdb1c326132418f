import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

import type { CodeBlock } from './code-blocks.ts'
import { environment } from './shell-session.ts'

/** A guide with its blocks. */
export interface Guide {
  readonly name: string
  readonly blocks: readonly CodeBlock[]
}

/** Whether a script of a guide ran, and what it complained of. */
export interface Ran {
  readonly guide: string
  readonly line: number
  readonly complaints: readonly string[]
}

const config = `import { defineConfig } from 'vitest/config'
export default defineConfig({
  test: { include: ['**/run-*.test.ts'], testTimeout: 30_000, server: { deps: { external: [/\\/dist\\//] } } },
})
`

/** Makes a folder in which the package is installed. */
export function installed(folder: string, root: string): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  symlinkSync(root, join(folder, 'node_modules/oauth-assay'), 'dir')
}

/** Runs every TypeScript block of the guides as a reader would: the package from node_modules, vitest around it. */
export async function runScripts(guides: readonly Guide[], folder: string, root: string): Promise<Ran[]> {
  writeFileSync(join(folder, 'vitest.config.ts'), config)
  const placed = guides.flatMap((guide) => scriptsOf(guide).map((block) => ({ guide, block })))
  for (const { guide, block } of placed) write(join(folder, guide.name), block)
  const report = join(folder, 'report.json')
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const args = [vitest, 'run', '--root', folder, '--reporter=json', `--outputFile=${report}`]
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: environment() })
  const [output, complaints] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  const results = read(report, output + complaints)
  return placed.map(({ guide, block }) => ({
    guide: guide.name,
    line: block.line,
    complaints: results.get(join(folder, guide.name, `run-${block.line}.test.ts`)) ?? ['it did not run'],
  }))
}

export function scriptsOf({ blocks }: Guide): CodeBlock[] {
  return blocks.filter(({ language }) => language === 'ts')
}

function write(folder: string, { info, line, text: source }: CodeBlock): void {
  mkdirSync(folder, { recursive: true })
  const name = info === '' ? `block-${line}.ts` : info
  writeFileSync(join(folder, name), source)
  const isTests = /^ *(?:test|describe|it)[.(]/m.test(source)
  const runner = isTests
    ? `import './${name}'\n`
    : `import { test } from 'vitest'\ntest('runs', async () => void (await import('./${name}')))\n`
  writeFileSync(join(folder, `run-${line}.test.ts`), runner)
}

function read(report: string, output: string): Map<string, string[]> {
  let text: string
  try {
    text = readFileSync(report, 'utf8')
  } catch {
    throw new Error(`vitest left no report\n${output}`)
  }
  const { testResults } = JSON.parse(text) as { testResults: FileResult[] }
  return new Map(testResults.map((file) => [file.name, complaintsOf(file)]))
}

interface FileResult {
  readonly name: string
  readonly status: string
  readonly message?: string
  readonly assertionResults: {
    readonly fullName: string
    readonly status: string
    readonly failureMessages: string[]
  }[]
}

function complaintsOf({ status, message, assertionResults }: FileResult): string[] {
  const failed = assertionResults.filter((each) => each.status !== 'passed')
  const said = failed.map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages.join('\n')}`)
  if (status !== 'passed' && said.length === 0) return [message ?? 'the file failed']
  return assertionResults.length === 0 ? ['it holds no test'] : said
}
