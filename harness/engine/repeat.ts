import type { Verdict } from '../verdict.ts'

/** The part of an outcome that repetition decides over. */
interface Outcome {
  readonly verdict: Verdict
  readonly unstable: boolean
  readonly attempts: number
  readonly worked: number
  readonly waited: number
}

/** How often each verdict was reached. */
export type Distribution = Readonly<Partial<Record<Verdict, number>>>

/** What one would want to hear of first. */
const gravity: readonly Verdict[] = ['fail', 'error', 'blocked', 'warn', 'note', 'pass', 'skip']

/**
 * Judges a check several times, one after the other, and keeps the gravest outcome with how often each verdict was
 * reached: a fault that shows now and then must not depend on luck. What was never tried is not repeated.
 */
export async function judgeRepeatedly<T extends Outcome>(
  times: number,
  judge: () => Promise<T>,
): Promise<T & { readonly distribution?: Distribution }> {
  const first = await judge()
  if (times <= 1 || first.attempts === 0) return first
  const outcomes = [first]
  while (outcomes.length < times) outcomes.push(await judge())
  const distribution = distributionOf(outcomes)
  const gravest = outcomes.reduce((worst, next) => (rank(next) < rank(worst) ? next : worst))
  return {
    ...gravest,
    unstable: gravest.unstable || Object.keys(distribution).length > 1,
    attempts: sum(outcomes.map(({ attempts }) => attempts)),
    worked: sum(outcomes.map(({ worked }) => worked)),
    waited: sum(outcomes.map(({ waited }) => waited)),
    distribution,
  }
}

function distributionOf(outcomes: readonly Outcome[]): Distribution {
  const reached = gravity.filter((verdict) => outcomes.some((each) => each.verdict === verdict))
  return Object.fromEntries(
    reached.map((verdict) => [verdict, outcomes.filter((each) => each.verdict === verdict).length]),
  )
}

function rank({ verdict }: Outcome): number {
  return gravity.indexOf(verdict)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
