import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'

import { loadChecks, select } from '../harness/catalogue.ts'
import { UsageError } from '../harness/usage-error.ts'
import type { Check } from '../harness/check.ts'
import { allDefects } from '../mock-server/index.ts'
import { faultsOf, redsOf } from './proof/faults.ts'
import { judgeMatrix } from './proof/matrix.ts'
import { setUpNames, setUpOf, type SetUpName } from './proof/set-ups.ts'
import type { Row, Trial } from './proof/slice.ts'

/**
 * Judges checks at the sound mock and at one tenant per defect, and compares the reds with the committed matrix.
 * Usage: prove [selector…] [--defect id…] [--full] [--write]. A defect meets the checks that name it and their neighbours in the file; with
 * --full it meets all. Selected checks, or one defect, are a look without comparison.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    defect: { type: 'string', multiple: true },
    full: { type: 'boolean', default: false },
    write: { type: 'boolean' },
    check: { type: 'boolean' },
  },
})
const place = new URL('../../suites/proof-matrix.json', import.meta.url)
const started = performance.now()
const partial = positionals.length > 0 || values.defect !== undefined || values.full
const checks = chosen(await loadChecks())
const defects =
  values.defect ??
  (positionals.length > 0 ? [...new Set(checks.map(({ defect }) => defect))] : [...allDefects().keys()])
const concerned = values.defect === undefined ? checks : checks.filter(({ defect }) => defects.includes(defect))
const rows = await judgeMatrix(trialsOf(defects, concerned), { selectors: positionals, full: values.full }, progress)
const faults = faultsOf(concerned, rows)
const defective = rows.filter(({ defect }) => defect !== '')
const matrix = render(defective)

if (values.write === true && !partial) await writeFile(place, matrix)
const committed = partial || values.write === true ? matrix : await readFile(place, 'utf8').catch(() => '')
// A further red that is explained may hang on time, and so on how busy the machine is; a proof may not.
if (proofsIn(committed) !== proofsIn(matrix))
  faults.push('the proofs differ from suites/proof-matrix.json; look at the difference after: npm run prove -- --write')

for (const fault of faults) console.log(`not proven  ${fault}`)
if (partial && !values.full) console.log(matrix)
const seconds = ((performance.now() - started) / 1000).toFixed(1)
const proven = concerned.length - new Set(faults.map((fault) => fault.split(' ', 1)[0])).size
console.log(`${checks.length} checks × ${defective.length} defects in ${seconds} s`)
console.log(`proof: ${faults.length === 0 ? concerned.length : Math.max(0, proven)} passed, ${faults.length} failed`)
process.exitCode = faults.length === 0 ? 0 : 1

function chosen(all: readonly Check[]): readonly Check[] {
  try {
    return select(all, positionals)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    console.error(error.message)
    return process.exit(2)
  }
}

/** Every set-up that a check needs, sound, and each defect wherever a check that names it is proven. */
function trialsOf(ids: readonly string[], judged: readonly Check[]): Trial[] {
  const places = positionals.length === 0 && values.defect === undefined ? setUpNames : placesOf(judged)
  const known = allDefects()
  const slow = new Set(judged.filter(({ waits }) => waits !== undefined).map(({ defect }) => defect))
  return [
    ...places.map((setUp) => ({ defect: '', setUp })),
    ...ids
      // Pauses overlap what follows, so the trials that have one come first.
      .toSorted((one, other) => Number(slow.has(other)) - Number(slow.has(one)))
      .filter((id) => known.has(id))
      .flatMap((defect) =>
        placesOf(judged.filter((each) => each.defect === defect)).map((setUp) => ({ defect, setUp })),
      ),
  ]
}

function placesOf(judged: readonly Check[]): SetUpName[] {
  return [...new Set(judged.map(({ id }) => setUpOf(id)))]
}

/** Of a matrix the verdicts of checks with their own defects. */
function proofsIn(text: string): string {
  const reds = JSON.parse(text === '' ? '{}' : text) as Readonly<Record<string, Readonly<Record<string, string>>>>
  return JSON.stringify(checks.map(({ id, defect }) => [id, reds[defect]?.[id]]))
}

function progress({ defect }: Row): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${defect.padEnd(60)}`)
}

function render(all: readonly Row[]): string {
  const names = [...new Set(all.map(({ defect }) => defect))]
  const reds = names.map((defect) => [
    defect,
    redsOf(all.filter((row) => row.defect === defect).map(({ verdicts }) => verdicts)),
  ])
  return `${JSON.stringify(Object.fromEntries(reds), null, 2)}\n`
}
