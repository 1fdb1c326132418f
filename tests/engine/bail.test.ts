import { describe, expect, test } from 'vitest'

import { Bail, type Patience } from '../../harness/engine/bail.ts'
import type { KnownEntry } from '../../harness/target/config/known.ts'
import type { Verdict } from '../../reports/model.ts'
import { resultOf } from '../reports/sample-run.ts'

const known: KnownEntry = { check: 'code.known', verdict: 'fail', reason: 'r', file: 'known.yaml', line: 2 }

function aborted(patience: Patience, ...judged: readonly (readonly [check: string, verdict: Verdict])[]): boolean {
  const bail = new Bail(patience, [known])
  for (const [check, verdict] of judged) bail.hear({ kind: 'judged', result: resultOf(check, { verdict }) })
  return bail.signal.aborted
}

describe('a run ends early', () => {
  test.each<[string, Patience, [string, Verdict][], boolean]>([
    ['at the first broken law', { bail: 1 }, [['code.a', 'fail']], true],
    ['not without being told', {}, [['code.a', 'fail']], false],
    ['not before the second', { bail: 2 }, [['code.a', 'fail']], false],
    [
      'at the second',
      { bail: 2 },
      [
        ['code.a', 'fail'],
        ['code.b', 'fail'],
      ],
      true,
    ],
    ['not for a known one', { bail: 1 }, [['code.known', 'fail']], false],
    ['not for a warning', { bail: 1 }, [['code.a', 'warn']], false],
    ['for a warning under strict', { bail: 1, strict: true }, [['code.a', 'warn']], true],
    [
      'not for what could not be judged',
      { bail: 1, strict: true },
      [
        ['code.a', 'blocked'],
        ['code.b', 'error'],
      ],
      false,
    ],
  ])('%s', (_, patience, judged, expected) => {
    expect(aborted(patience, ...judged)).toBe(expected)
  })
})
