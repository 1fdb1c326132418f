import type { Cause, Result } from './model.ts'

/** The shared causes of results whose `cause` still is its text: each text once, the commonest first, numbered c1, c2 …. */
export function causesOf(results: readonly Pick<Result, 'cause' | 'verdict'>[]): Cause[] {
  const counts = new Map<string, { kind: Cause['kind']; results: number }>()
  for (const { cause, verdict } of results) {
    if (cause === null) continue
    const seen = counts.get(cause) ?? { kind: verdict === 'error' ? 'error' : 'blocked', results: 0 }
    counts.set(cause, { ...seen, results: seen.results + 1 })
  }
  const ordered = [...counts].toSorted(([a, { results: x }], [b, { results: y }]) => y - x || (a < b ? -1 : 1))
  return ordered.map(([text, { kind, results: count }], index) => ({ id: `c${index + 1}`, kind, text, results: count }))
}
