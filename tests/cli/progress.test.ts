import { describe, expect, test } from 'vitest'

import { Output } from '../../cli/output.ts'
import { progressOn } from '../../cli/progress.ts'
import type { RunEvent } from '../../harness/engine/events.ts'
import { checkNamed, embedded, hostile, resultOf, sampleRun } from '../reports/sample-run.ts'
import { fakeIo, type FakeIo } from './fake-io.ts'

const checks = ['code.a', 'code.b', 'token.a'].map((id) => checkNamed(id))
const planned: RunEvent = { kind: 'planned', targets: sampleRun.targets, checks }

const judged = (check: string, change: Parameters<typeof resultOf>[1] = {}): RunEvent => ({
  kind: 'judged',
  result: resultOf(check, change),
})

function tell(events: readonly RunEvent[], io: FakeIo = fakeIo()): string {
  const progress = progressOn(new Output(io), 'by assay.config.yaml')
  for (const event of events) progress.hear(event)
  progress.end()
  return io.printed.stderr
}

describe('progress outside a terminal', () => {
  test('names the issuer, then each failure as it happens and each area as it completes', () => {
    const text = tell([
      planned,
      { kind: 'started', target: 'staging', check: 'code.a' },
      { kind: 'waiting', target: 'staging', check: 'code.b', seconds: 3, why: 'expiry' },
      judged('code.a', { verdict: 'fail', expected: '400', actual: '200' }),
      judged('token.a'),
      judged('code.b'),
    ])
    expect(text.split('\n')).toEqual([
      'Assay judges https://login.staging.example (by assay.config.yaml)',
      'fail code.a: expected 400; got 200',
      'done token: 1 pass (2 of 3)',
      'done code: 1 fail, 1 pass (3 of 3)',
      '',
    ])
  })

  test('tells one cause of blocked checks once', () => {
    const blocked = { verdict: 'blocked', because: 'login form not found' } as const
    const text = tell([planned, judged('code.a', blocked), judged('code.b', blocked)])
    expect(text.match(/login form not found/g)).toHaveLength(1)
  })

  test('names the target of areas and failures where there are several', () => {
    const [target] = sampleRun.targets
    if (target === undefined) throw new Error('the sample has a target')
    const two: RunEvent = { ...planned, targets: [target, { ...target, name: 'live' }], checks: checks.slice(2) }
    const text = tell([two, judged('token.a', { target: 'live' }), judged('token.a')])
    expect(text).toContain('done token at live: 1 pass (1 of 2)\ndone token at staging: 1 pass (2 of 2)\n')
  })

  test('says that the embedded mock is judged', () => {
    expect(tell([{ ...planned, targets: [embedded] }])).toBe(
      'Assay judges the embedded mock at http://127.0.0.1:4711 (by assay.config.yaml)\n',
    )
  })

  test('never lets the server begin a line or command a CI agent', () => {
    const text = tell([
      planned,
      judged('code.a', { verdict: 'fail', expected: hostile, actual: hostile }),
      judged('code.b', { verdict: 'error', because: hostile }),
    ])
    expect(text).toContain('::error::pwned')
    for (const line of text.split('\n')) expect(line.trimStart()).not.toMatch(/^::/)
    expect(text).not.toMatch(/##\w*\[/)
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
  })
})

describe('progress in a terminal', () => {
  test('is one line that is rewritten and taken away at the end', () => {
    const text = tell([planned, judged('code.a', { verdict: 'fail' })], fakeIo({ stderrIsTTY: true }))
    expect(text).toBe('Assay judges https://login.staging.example (by assay.config.yaml)\n\r\u001B[2K0 of 3\r\u001B[2K')
  })

  test('shows what runs, waits and failed', () => {
    const io = fakeIo({ stderrIsTTY: true })
    const progress = progressOn(new Output(io), '')
    progress.hear({ kind: 'started', target: 'staging', check: 'code.b' })
    progress.hear({ kind: 'waiting', target: 'staging', check: 'token.a', seconds: 2.5, why: 'expiry' })
    progress.hear(judged('code.a', { verdict: 'fail' }))
    progress.hear(planned)
    expect(io.printed.stderr).toContain('1 of 3 | 1 failed | 1 waiting, up to 3 s | code.b')
  })
})
