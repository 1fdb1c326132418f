import type { Command } from 'commander'

import type { Check } from '../harness/check.ts'
import { citeLaw, lawUrl } from '../harness/law.ts'
import { editDistance } from '../harness/target/nearest.ts'
import { UsageError } from '../harness/usage-error.ts'
import { shellWord } from '../reports/shell-word.ts'
import { toAscii } from '../reports/writers/terminal-lines.ts'
import { absolute } from './flags.ts'
import { hanging } from './hanging.ts'
import type { Io } from './io.ts'
import { Output, type Look } from './output.ts'
import type { Setting } from './setting.ts'
import { commandName } from './command-name.ts'

interface Flags extends Look {
  readonly suite?: readonly string[]
}

/** Adds `assay explain`. */
export function explainCommand(assay: Command, { io, parts }: Setting): void {
  assay
    .command('explain')
    .description('One check: its law with links, what it needs, what it does, and what it takes to hold.')
    .argument('<id>', 'id of a check; the command list shows them')
    .option('--suite <file...>', 'further check files')
    .addHelpText('after', '\nExample:\n  assay explain code.single-use')
    .action(async (id: string, _: unknown, command: Command) => {
      const flags = command.optsWithGlobals<Flags>()
      const output = new Output(io, flags)
      const check = find(id, await parts.loadChecks(absolute(io.cwd, flags.suite)), io)
      const own = flags.suite !== undefined && !(await parts.loadChecks([])).some((one) => one.id === check.id)
      const text = explanation(check, { suites: own ? flags.suite : undefined, io, width: output.width })
      output.result(output.ascii ? toAscii(text) : text)
    })
}

function find(id: string, checks: readonly Check[], { env }: Io): Check {
  const found = checks.find((check) => check.id === id)
  if (found !== undefined) return found
  const near = nearIds(id, checks)
  const hint = near.length === 0 ? `see: ${commandName(env)} list` : `did you mean ${near.join(', ')}?`
  throw new UsageError(`no check has the id "${id}"; ${hint}`)
}

/** Up to five ids, nearest first: those that hold the word, and those it is a slip of the hand away from. */
function nearIds(word: string, checks: readonly Check[]): string[] {
  const distances = checks.map(({ id }) => ({ id, distance: editDistance(word, id) }))
  return distances
    .filter(({ id, distance }) => id.includes(word) || distance <= Math.max(2, id.length / 3))
    .toSorted((left, right) => left.distance - right.distance)
    .slice(0, 5)
    .map(({ id }) => id)
}

interface Asked {
  /** The files of a check of one's own, which the mock knows no defect for. */
  readonly suites: readonly string[] | undefined
  readonly io: Io
  readonly width: number | undefined
}

function explanation(check: Check, { suites, io: { env }, width }: Asked): string {
  const given = (suites ?? []).map((file) => ` --suite ${shellWord(file)}`).join('')
  const command = `${commandName(env)} run ${check.id}${given}`
  const rows: [string, string | undefined][] = [
    ...check.law.map((law): [string, string] => ['law', `${citeLaw(law)}  ${lawUrl(law)}`]),
    ['needs', check.needs.join(', ') || 'nothing beyond a target'],
    ...Object.entries(check.steps).map(([name, text]): [string, string] => ['step', `${name}: ${text}`]),
    ['holds', check.holds],
    ['caution', check.caution],
    ['waits', check.waits],
    ['alone', check.alone ? 'runs when nothing else does, for it disturbs other checks' : undefined],
    ['run', command],
    suites === undefined ? ['see red', `${command} --defect ${check.defect}`] : ['defect', check.defect],
  ]
  return `${check.id}\n${hanging('', check.title, width)}\n${table(rows, width)}`
}

/** What is meant to be pasted stays in one line. */
const commands = new Set(['run', 'see red'])

/** A label stands only before the first of several rows of its kind. */
function table(rows: readonly [string, string | undefined][], width: number | undefined): string {
  const present = rows.flatMap(([label, text]) => (text === undefined ? [] : [{ label, text }]))
  return present
    .map(({ label, text }, index) => {
      const head = (present[index - 1]?.label === label ? '' : label).padEnd(9)
      return hanging(head, text, commands.has(label) ? undefined : width)
    })
    .join('')
}
