import type { Run } from '../model.ts'
import { Unmergeable, type RunPart } from './part.ts'

type Trait = readonly [what: string, of: (run: Run) => string]

const traits: readonly Trait[] = [
  ['version', ({ tool }) => tool.version],
  ['profile', ({ run }) => run.profile],
  ['strictness', ({ run }) => (run.strict === true ? 'strict' : 'not strict')],
  ['selection', ({ run }) => listed(run.selection)],
  ['further check files', ({ run }) => listed(run.suites)],
  ['defects', ({ run }) => listed(run.defects)],
  ['number of shards', ({ run }) => String(run.shard?.count ?? 'not a shard')],
]

/** Throws Unmergeable unless all parts were judged under the same terms. */
export function assertAgreement(parts: readonly RunPart[]): void {
  const [first, ...others] = parts
  if (first === undefined) throw new Unmergeable('expected reports to merge, got none')
  for (const [what, of] of traits) {
    const other = others.find(({ run }) => of(run) !== of(first.run))
    if (other === undefined) continue
    const sides = `${first.place} (${of(first.run)}) and ${other.place} (${of(other.run)})`
    throw new Unmergeable(`${sides} differ in their ${what}; merge only the parts of one run`)
  }
}

/** The shards of the run that no part holds, counted from 1. */
export function missingShards(parts: readonly RunPart[]): number[] {
  const count = parts[0]?.run.run.shard?.count ?? 0
  const held = new Set(parts.map(({ run }) => run.run.shard?.index))
  return Array.from({ length: count }, (_, at) => at + 1).filter((index) => !held.has(index))
}

function listed(words: readonly string[] = []): string {
  return words.length === 0 ? 'none' : words.join(' ')
}
