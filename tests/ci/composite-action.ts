import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'

/** An action as its file describes it. */
export interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>
  readonly runs: { readonly using: string; readonly steps: readonly Step[] }
}

export interface Step {
  readonly name?: string
  readonly id?: string
  readonly if?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, string | boolean>>
  readonly run?: string
  readonly shell?: string
  readonly env?: Readonly<Record<string, string>>
  readonly 'working-directory'?: string
}

/** What a runner would have seen. */
export interface Played {
  /** Exit code of the first step that failed, else 0. */
  readonly code: number
  readonly log: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  /** The actions that were used, with what they were given. */
  readonly used: readonly { readonly uses: string; readonly with: Readonly<Record<string, string>> }[]
}

interface Stage {
  /** Folder of the repository that uses the action. */
  readonly workspace: string
  /** Folder of the action. */
  readonly home: string
  readonly env?: Readonly<Record<string, string>>
}

export function readAction(file: string): Action {
  return parse(readFileSync(file, 'utf8')) as Action
}

type Context = Readonly<Record<string, string | undefined>>

/** Performs a composite action as a runner does: expressions are replaced, conditions judged, scripts run with bash. */
export function play(action: Action, given: Readonly<Record<string, string>>, { workspace, home, env }: Stage): Played {
  const files = mkdtempSync(join(tmpdir(), 'assay-runner-'))
  const context: Record<string, string> = {}
  for (const [name, { default: usual = '' }] of Object.entries(action.inputs)) {
    context[`inputs.${name}`] = given[name] ?? usual
  }
  const used: { uses: string; with: Record<string, string> }[] = []
  let code = 0
  let log = ''
  const summary = join(files, 'summary.md')
  writeFileSync(summary, '')
  action.runs.steps.forEach((step, index) => {
    if (!holds(step.if, context, code)) return
    if (step.uses !== undefined) {
      const values = Object.entries(step.with ?? {}).map(([key, value]) => [key, resolve(String(value), context)])
      used.push({ uses: step.uses, with: Object.fromEntries(values) })
      return
    }
    const output = join(files, `output-${index}`)
    const script = join(files, `step-${index}.sh`)
    writeFileSync(output, '')
    writeFileSync(script, resolve(step.run ?? '', context))
    const own = Object.entries(step.env ?? {}).map(([key, value]) => [key, resolve(value, context)])
    const cwd = join(workspace, resolve(step['working-directory'] ?? '.', context))
    mkdirSync(cwd, { recursive: true })
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      cwd,
      encoding: 'utf8',
      env: {
        ...bare(),
        GITHUB_ACTIONS: 'true',
        CI: 'true',
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_ACTION_PATH: home,
        GITHUB_WORKSPACE: workspace,
        ...env,
        ...Object.fromEntries(own),
      },
    })
    log += stdout + stderr
    if (code === 0) code = status ?? 1
    for (const [name, value] of outputsIn(readFileSync(output, 'utf8'))) {
      context[`steps.${step.id ?? index}.outputs.${name}`] = value
    }
  })
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [name, resolve(value, context)])
  return { code, log, outputs: Object.fromEntries(outputs), summary: readFileSync(summary, 'utf8'), used }
}

/** Vitest's own variables would make another vitest take itself for its worker. */
function bare(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:VITEST|TEST|ASSAY)/.test(name)))
}

function resolve(text: string, context: Context): string {
  return text.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_, name: string) => {
    if (!/^(?:inputs|steps)\.[\w.-]+$/.test(name)) throw new Error(`expected an input or an output, got ${name}`)
    return context[name] ?? ''
  })
}

/** Of the language of conditions what the action uses; anything else is an error of the test. */
function holds(condition: string | undefined, context: Context, code: number): boolean {
  if (condition === undefined) return code === 0
  const terms = condition.replace(/^\$\{\{\s*(.*?)\s*\}\}$/, '$1').split(/\s*&&\s*/)
  const always = terms[0] === 'always()'
  const rest = always ? terms.slice(1) : terms
  return (always || code === 0) && rest.every((term) => compares(term, context))
}

function compares(term: string, context: Context): boolean {
  const { name, sign, value } = /^(?<name>[\w.-]+) (?<sign>[!=]=) '(?<value>[^']*)'$/.exec(term)?.groups ?? {}
  if (name === undefined) throw new Error(`expected a comparison, got ${term}`)
  return ((context[name] ?? '') === value) === (sign === '==')
}

/** The file a step writes its outputs to: `name=value`, or `name<<end`, lines, `end`. */
function outputsIn(text: string): [string, string][] {
  const found: [string, string][] = []
  const lines = text.split('\n')
  for (let index = 0; index < lines.length; index += 1) {
    const [, name = '', end = ''] = /^([\w-]+)<<(.+)$/.exec(lines[index] ?? '') ?? []
    if (name !== '') {
      const last = lines.indexOf(end, index)
      found.push([name, lines.slice(index + 1, last).join('\n')])
      index = last
    } else if (lines[index]?.includes('=')) {
      const [key = '', ...value] = (lines[index] ?? '').split('=')
      found.push([key, value.join('=')])
    }
  }
  return found
}

/** A folder with a program `npx` that behaves as told: a bash script. */
export function fakeNpx(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-npx-'))
  writeFileSync(join(folder, 'npx'), `#!/usr/bin/env bash\n${script}\n`)
  execFileSync('chmod', ['+x', join(folder, 'npx')])
  return folder
}
