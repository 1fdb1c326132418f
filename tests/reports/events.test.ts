import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { EventLog } from '../../harness/engine/event-log.ts'
import type { RunEvent } from '../../harness/engine/events.ts'
import { runOfEvents } from '../../reports/events.ts'
import { readReport } from '../../reports/read-report.ts'
import { reportFolder, type ReportFolder } from '../cli/report-folder.ts'
import { checkNamed, resultOf, sampleRun } from './sample-run.ts'

const schemaOf = async (name: string): Promise<object> =>
  JSON.parse(await readFile(new URL(`../../schema/${name}.schema.json`, import.meta.url), 'utf8')) as object

const frame = {
  version: '1.2.3',
  id: 'r1',
  started: new Date('2026-01-02T03:04:05.000Z'),
  profile: 'oauth2',
  selection: ['code'],
  strict: true,
  suites: [],
  defects: ['code-reusable'],
} as const

const open = { known: null, evidence: null } as const
const planned: RunEvent = {
  kind: 'planned',
  targets: sampleRun.targets,
  checks: ['code.a', 'code.b', 'code.c'].map((id) => checkNamed(id)),
}
const events: readonly RunEvent[] = [
  planned,
  { kind: 'started', target: 'staging', check: 'code.a' },
  { kind: 'waiting', target: 'staging', check: 'code.a', seconds: 2, why: 'the code expires' },
  {
    kind: 'errand',
    url: 'https://login.example/?state=whole',
    what: 'log in',
    listening: true,
    answer: () => undefined,
  },
  { kind: 'judged', result: resultOf('code.a', open) },
  { kind: 'judged', result: resultOf('code.b', { ...open, verdict: 'blocked', cause: 'no login form' }) },
]

let folder: ReportFolder
beforeAll(async () => {
  folder = await reportFolder()
})
afterAll(() => folder.remove())

async function logged(name: string, heard: readonly RunEvent[], ended: boolean): Promise<string> {
  const log = new EventLog(join(folder.path, name), frame)
  for (const event of heard) log.hear(event)
  if (ended) log.end(false)
  else log.close()
  return readFile(join(folder.path, name, 'events.ndjson'), 'utf8')
}

describe('events.ndjson', () => {
  test('every line is as its schema says, and errands are not in it', async () => {
    const ajv = new Ajv({ strict: true, allowUnionTypes: true }).addSchema(await schemaOf('run'), 'run.schema.json')
    const validate = ajv.compile(await schemaOf('events'))
    const lines = (await logged('whole', events, true)).trimEnd().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { kind: string }).kind)).toEqual([
      'begun',
      'planned',
      'started',
      'waiting',
      'judged',
      'judged',
      'ended',
    ])
    for (const line of lines) expect(validate(JSON.parse(line)), JSON.stringify(validate.errors)).toBe(true)
    expect(validate({ at: '2026-01-02T03:04:05Z', kind: 'judged', result: {} })).toBe(false)
    expect(validate({ at: 'now', kind: 'ended', interrupted: true })).toBe(false)
  })

  test('nothing is touched before the first event', async () => {
    const place = await folder.report('earlier', sampleRun)
    new EventLog(place, frame).close()
    expect((await readReport(place)).run.run.id).toBe('r1')
  })

  test('a folder of which nothing can be made ends nothing', async () => {
    const file = await folder.write('a-file', '')
    const log = new EventLog(join(file, 'below'), frame)
    for (const event of events) log.hear(event)
    expect(() => log.end(true)).not.toThrow()
  })
})

describe('a run that was killed', () => {
  test('is read from its events, in place of the run that was in the folder before', async () => {
    const place = await folder.report('killed', { ...sampleRun, run: { ...sampleRun.run, id: 'old' } })
    await logged('killed', events, false)
    const { run, evidence } = await readReport(place)
    expect(run).toMatchObject({
      run: { id: 'r1', profile: 'oauth2', interrupted: true, strict: true, defects: ['code-reusable'] },
      targets: [{ name: 'staging' }],
      results: [
        { check: 'code.a', verdict: 'pass', cause: null },
        { check: 'code.b', verdict: 'blocked', cause: 'c1' },
      ],
      causes: [{ id: 'c1', kind: 'blocked', text: 'no login form', results: 1 }],
    })
    expect(run.checks).toHaveLength(3)
    expect(run.documents?.length).toBeGreaterThan(0)
    expect(run.run.finished >= run.run.started).toBe(true)
    expect(await Promise.all(run.results.map(evidence))).toEqual([undefined, undefined])
  })

  test('half a last line is left out', async () => {
    const text = await logged('half', events, false)
    expect((await runOfEvents(text.slice(0, -20))).results).toHaveLength(1)
  })

  test('one that came to its end says so', async () => {
    expect((await runOfEvents(await logged('ended', events, true))).run.interrupted).toBe(false)
  })

  test.each([
    ['', 'line 1: expected the event begun, got something else'],
    ['{"kind":"ended"}\n', 'line 1: expected the event begun, got something else'],
    ['nonsense\n', 'line 1: expected an event as JSON, got "nonsense"'],
    ['{"kind":"begun"}\n7\n', 'line 2: expected an event as JSON, got "7"'],
    ['{"kind":"begun"}\n{"kind":"judged"}\n', 'line 2: expected an event as JSON'],
    ['{"kind":"begun"}\n{"kind":"ended"}\n', 'run: must have required property'],
  ])('%j is refused', async (text, message) => {
    await folder.write('bad/events.ndjson', text)
    await expect(readReport(join(folder.path, 'bad'))).rejects.toThrow(`${join(folder.path, 'bad/events.ndjson')}: `)
    await expect(readReport(join(folder.path, 'bad'))).rejects.toThrow(message)
  })
})
