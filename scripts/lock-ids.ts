import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'

import { loadChecks } from '../harness/catalogue.ts'
import { brokenPromises, lockedText, readIdLock } from './id-lock.ts'

/**
 * Adds the ids of new checks to suites/ids.lock; ids are public API and are never taken out or given away again. With
 * --check it writes nothing and exits 1 when an id is not locked yet. Usage: lock-ids [--check]
 */
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const place = new URL('../../suites/ids.lock', import.meta.url)
const before = await readFile(place, 'utf8').catch(() => '')
const lock = readIdLock(before)
const ids = (await loadChecks()).map(({ id }) => id)
const after = lockedText(lock, ids)
const faults = brokenPromises(lock, ids)
if (values.check && after !== before) faults.push('suites/ids.lock does not hold every id; run: npm run lock-ids')

for (const fault of faults) console.log(fault)
if (faults.length === 0 && !values.check) await writeFile(place, after)
if (faults.length === 0) console.log(`ids: ${ids.length} in use, ${lock.retired.size} retired`)
process.exitCode = faults.length === 0 ? 0 : 1
