import type { Exchange, Result, StepFacts } from '../../../model.ts'

/** A step with what was exchanged in it. */
export interface Round {
  readonly step: StepFacts
  readonly exchanges: readonly Exchange[]
  /** Whether the verdict was found here. */
  readonly judged: boolean
}

/** What was exchanged, as a reader looks for it. */
export interface Rounds {
  readonly rounds: readonly Round[]
  /** Of earlier judgements of the same check, in order. */
  readonly earlier: readonly Exchange[]
  /** Of the last judgement, but in no step. */
  readonly outside: readonly Exchange[]
}

/** Sorts exchanges into the steps of the last judgement; verdicts but a pass were found in the step that went wrong, or else in the last. */
export function roundsOf(result: Result, exchanges: readonly Exchange[]): Rounds {
  const byId = new Map(exchanges.map((exchange) => [exchange.id, exchange]))
  const placed = new Set(result.steps.flatMap((step) => step.exchanges))
  const judged = result.verdict === 'pass' ? undefined : judgedStep(result.steps)
  const left = exchanges.filter(({ id }) => !placed.has(id))
  return {
    rounds: result.steps.map((step) => ({
      step,
      exchanges: step.exchanges.flatMap((id) => byId.get(id) ?? []),
      judged: step === judged,
    })),
    earlier: left.filter(({ attempt }) => attempt < result.attempts),
    outside: left.filter(({ attempt }) => attempt >= result.attempts),
  }
}

function judgedStep(steps: readonly StepFacts[]): StepFacts | undefined {
  return steps.find(({ ok }) => !ok) ?? steps.findLast((step) => step.exchanges.length > 0) ?? steps.at(-1)
}
