import { expect, test } from 'vitest'

import { changeKinds, compare, type ChangeKind } from '../../reports/compare.ts'
import type { Result, Run } from '../../reports/model.ts'
import { checkNamed, resultOf, runWith, sampleRun } from './sample-run.ts'

const known = { reason: 'accepted', issue: null, until: null }
const broken = { verdict: 'fail', expected: '400', actual: '200' } as const

/** The kinds under which one check appears when its result changes so. */
function kinds(before: Partial<Result>, after: Partial<Result>, change: Partial<Run['run']> = {}): ChangeKind[] {
  const head = runWith(resultOf('code.a', after))
  const found = compare(runWith(resultOf('code.a', before)), { ...head, run: { ...head.run, ...change } })
  return changeKinds.filter((kind) => found[kind].length > 0)
}

test('a run is no different from itself', () => {
  const found = compare(sampleRun, sampleRun)
  expect(changeKinds.flatMap((kind) => found[kind])).toEqual([])
  expect(found.profileDiffers).toBe(false)
})

test.each<[string, Partial<Result>, Partial<Result>, ChangeKind[]]>([
  ['pass → fail', {}, broken, ['newlyBroken']],
  ['warn → fail', { verdict: 'warn' }, broken, ['newlyBroken']],
  ['skip → fail', { verdict: 'skip' }, broken, ['newlyBroken']],
  ['blocked → fail', { verdict: 'blocked' }, broken, ['newlyBroken']],
  ['fail → pass', broken, {}, ['newlyHeld']],
  ['note → pass', { verdict: 'note' }, {}, ['newlyHeld']],
  ['pass → warn', {}, { verdict: 'warn' }, ['worse']],
  ['note → warn', { verdict: 'note' }, { verdict: 'warn' }, ['worse']],
  ['fail → note', broken, { verdict: 'note' }, ['better']],
  ['pass → blocked', {}, { verdict: 'blocked' }, ['newlyBlocked']],
  ['fail → error', broken, { verdict: 'error' }, ['newlyBlocked']],
  ['blocked → error', { verdict: 'blocked' }, { verdict: 'error' }, ['newlyBlocked']],
  ['pass → skip', {}, { verdict: 'skip' }, ['newlySkipped']],
  ['error → skip', { verdict: 'error' }, { verdict: 'skip' }, ['newlySkipped']],
  ['skip → pass', { verdict: 'skip' }, {}, ['newlyJudged']],
  ['blocked → warn', { verdict: 'blocked' }, { verdict: 'warn' }, ['newlyJudged']],
  ['another actual', broken, { ...broken, actual: '500' }, ['reasonChanged']],
  ['another reason of a skip', { verdict: 'skip', because: 'a' }, { verdict: 'skip', because: 'b' }, ['reasonChanged']],
  ['another word on a pass', { because: 'a' }, { because: 'b' }, []],
  ['a break that is accepted', broken, { ...broken, known }, ['knownAdded']],
  ['a new break that is accepted', {}, { ...broken, known }, ['worse', 'knownAdded']],
  ['a break no longer accepted', { ...broken, known }, broken, ['newlyBroken', 'knownRemoved']],
  ['an accepted break that is gone', { ...broken, known }, {}, ['newlyHeld', 'knownRemoved']],
  ['other words', { ...broken, known }, { ...broken, known: { ...known, until: '2027-01-01' } }, ['knownAdded']],
])('%s', (_, before, after, expected) => {
  expect(kinds(before, after)).toEqual(expected)
})

test('a warning breaks a strict run', () => {
  expect(kinds({}, { verdict: 'warn' }, { strict: true })).toEqual(['newlyBroken'])
  expect(kinds({ verdict: 'warn' }, { verdict: 'warn' }, { strict: true })).toEqual([])
})

test('ports of loopback addresses, numbers of stable names and ids of causes are no reason', () => {
  const texts = (n: number) => ({
    ...broken,
    actual: `‹code#${n}› at http://127.0.0.1:${4000 + n}/cb from https://s${n}.example/token`,
    cause: `c${n}`,
  })
  const run = (n: number): Run => ({
    ...runWith(resultOf('code.a', texts(n))),
    targets: sampleRun.targets.map((target) => ({ ...target, issuer: `https://s${n}.example` })),
    causes: [{ id: `c${n}`, kind: 'error', text: 'the same', results: 1 }],
  })
  expect(compare(run(1), run(2)).reasonChanged).toEqual([])
  const other = { ...run(2), causes: [{ id: 'c2', kind: 'error', text: 'another', results: 1 }] } as const
  expect(compare(run(1), other).reasonChanged).toHaveLength(1)
})

test('the same check of two targets is two things', () => {
  const found = compare(
    runWith(resultOf('code.a'), resultOf('code.a', { target: 'production', ...broken })),
    runWith(resultOf('code.a', broken), resultOf('code.a', { target: 'production' })),
  )
  expect(found.newlyBroken.map(({ target }) => target)).toEqual(['staging'])
  expect(found.newlyHeld.map(({ target }) => target)).toEqual(['production'])
})

test('what one run lacks is added or removed, never broken', () => {
  const found = compare(runWith(resultOf('code.a')), runWith(resultOf('code.b', broken)))
  expect(found.newlyBroken).toEqual([])
  expect(found.added).toEqual([
    {
      target: 'staging',
      check: 'code.b',
      title: checkNamed('code.b').title,
      before: undefined,
      after: expect.anything(),
    },
  ])
  expect(found.removed).toEqual([
    {
      target: 'staging',
      check: 'code.a',
      title: checkNamed('code.a').title,
      before: expect.anything(),
      after: undefined,
    },
  ])
})

test('lists are in order of target and check, whatever the order of the results', () => {
  const results = ['b', 'a'].flatMap((target) => ['code.z', 'code.Z'].map((id) => resultOf(id, { target })))
  const found = compare(runWith(...results), runWith(...results.map((result) => ({ ...result, ...broken }))))
  expect(found.newlyBroken.map(({ target, check }) => `${target} ${check}`)).toEqual([
    'a code.Z',
    'a code.z',
    'b code.Z',
    'b code.z',
  ])
})

test('changed laws and profiles are told', () => {
  const base = runWith(resultOf('code.a'))
  const changed = base.checks.map((check) => ({ ...check, laws: check.laws.map((law) => ({ ...law, section: '9' })) }))
  const found = compare(base, { ...base, checks: changed, run: { ...base.run, profile: 'fapi2' } })
  expect(found.lawChanged.map(({ check }) => check)).toEqual(['code.a'])
  expect(found.profileDiffers).toBe(true)
})
