import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { keptEvidence } from '../../harness/engine/kept-evidence.ts'
import { leakingFormats } from '../../harness/engine/leaking-formats.ts'
import { writeReport } from '../../harness/engine/write-report.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { sourceOf } from '../../reports/source.ts'
import { writeFormats } from '../../reports/write-formats.ts'
import { evidenceOf } from '../html/material.ts'
import { reportFolder, type ReportFolder } from '../cli/report-folder.ts'
import { resultOf, runWith } from './sample-run.ts'

const token = 'tok-3f9a77c1e2b84d55'
let folder: ReportFolder
beforeAll(async () => {
  folder = await reportFolder()
})
afterAll(() => folder.remove())

test('a secret that was learned late is taken out of the events too', async () => {
  const said = { kind: 'judged', result: resultOf('code.a', { actual: `200 with ${token}` }) }
  await folder.write('out/events.ndjson', `${JSON.stringify(said)}\n`)
  const secrets = new Secrets()
  secrets.add('access_token', token)
  const place = { cwd: folder.path, out: join(folder.path, 'out') }

  const { leaks } = await writeReport(place, { run: runWith(resultOf('code.a')), evidence: [], secrets })

  expect(leaks).toEqual([])
  const [line = ''] = (await readFile(join(place.out, 'events.ndjson'), 'utf8')).split('\n')
  expect(JSON.parse(line)).toMatchObject({ result: { actual: '200 with ‹access_token#1›' } })
})

test('a secret that was learned late is taken out of evidence before that is written', async () => {
  const out = join(folder.path, 'evidence')
  const secrets = new Secrets()
  const result = resultOf('code.a')
  const kept = keptEvidence(evidenceOf(result, `it is ${token}`))
  secrets.add('access_token', token)

  const { leaks } = await writeReport(
    { cwd: folder.path, out },
    { run: runWith(result), evidence: [kept, null], secrets },
  )

  expect(leaks).toEqual([])
  for (const file of ['evidence/staging/code.a.json', 'index.html']) {
    const text = await readFile(join(out, file), 'utf8')
    expect(text).toContain('it is ‹access_token#1›')
    expect(text).not.toContain(token)
  }
})

test('what is secret in this run is in no earlier run it is compared with', async () => {
  const out = join(folder.path, 'compared')
  const secrets = new Secrets()
  const name = secrets.add('access_token', token)
  const base = runWith(resultOf('code.a', { verdict: 'fail', actual: `200 with ${token}` }))

  const written = await writeReport(
    { cwd: folder.path, out },
    { run: runWith(resultOf('code.a')), evidence: [], secrets, base },
  )

  expect(written.leaks).toEqual([])
  expect(written.base?.results[0]?.actual).toBe(`200 with ${name}`)
  const page = await readFile(join(out, 'index.html'), 'utf8')
  expect(page).toContain('id="base"')
  expect(page).not.toContain(token)
})

test('a password that is a word of the page itself takes no page away; one that a result tells does', async () => {
  const out = join(folder.path, 'words')
  const place = { cwd: folder.path, out }
  const secrets = new Secrets()
  secrets.add('password', 'anything')
  expect((await writeReport(place, { run: runWith(resultOf('code.a')), evidence: [], secrets })).leaks).toEqual([])
  const page = await readFile(join(out, 'index.html'), 'utf8')
  expect(page).toContain('anything')

  const run = runWith(resultOf('code.a', { actual: 'the password is anything' }))
  const wanted = [{ format: 'html', file: join(out, 'told.html') }] as const
  await writeFormats(sourceOf(run), wanted, {})
  expect(await leakingFormats(wanted, run, {}, secrets)).toEqual([join(out, 'told.html')])
})
