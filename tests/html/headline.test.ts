import { expect, test } from 'vitest'

import { headline } from '../../reports/html/client/headline.ts'
import { remaining } from '../../reports/html/client/words.ts'
import type { Run } from '../../reports/model.ts'
import { resultOf, runWith, sampleRun } from '../reports/sample-run.ts'

const known = { reason: 'later', issue: null, until: null }
const strict = (run: Run): Run => ({ ...run, run: { ...run.run, strict: true } })
const interrupted = (run: Run): Run => ({ ...run, run: { ...run.run, interrupted: true } })
const passed = resultOf('a.pass')
const warned = resultOf('a.warn', { verdict: 'warn' })

test.each<[string, Run, string, string]>([
  ['broken', sampleRun, '3 checks found a law broken.', 'Exit code 1'],
  ['one broken', runWith(resultOf('a.b', { verdict: 'fail' })), '1 check found a law broken.', 'Exit code 1'],
  ['obeyed', runWith(passed, warned), 'Every law that was judged is obeyed.', 'Exit code 0'],
  ['strict', strict(runWith(passed, warned)), '1 warning, and warnings count here.', 'Exit code 1'],
  ['stuck', runWith(passed, resultOf('a.c', { verdict: 'error' })), '1 check could not be judged.', 'Exit code 3'],
  ['skipped', runWith(resultOf('a.s', { verdict: 'skip' })), 'Nothing was judged.', 'Exit code 4'],
  ['none', runWith(), 'Nothing was judged.', 'Exit code 4'],
  [
    'interrupted',
    interrupted(runWith(passed)),
    'The run was interrupted; nothing was broken until then.',
    'Exit code 130',
  ],
  [
    'known',
    runWith(passed, resultOf('a.k', { verdict: 'fail', known })),
    'Every law that was judged is obeyed, but for 1 known deviation.',
    'Exit code 0',
  ],
])('a run in a sentence: %s', (_, run, sentence, exit) => {
  expect(headline(run).sentence).toBe(sentence)
  expect(headline(run).exit.startsWith(`${exit}:`)).toBe(true)
})

test('how long a deviation is accepted', () => {
  const now = '2026-01-02T23:59:59Z'

  expect(remaining('2026-01-05', now)).toBe('3 days left')
  expect(remaining('2026-01-03', now)).toBe('1 day left')
  expect(remaining('2026-01-02', now)).toBe('the last day')
  expect(remaining('2025-12-31', now)).toBe('2 days over')
  expect(remaining('soon', now)).toBe('')
})
