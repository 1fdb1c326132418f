import type { Cause, CheckFacts, LawFacts, Result, Run, TargetFacts } from './model.ts'

/** A result with what a reader needs beside it. */
export interface Finding {
  readonly result: Result
  readonly check: CheckFacts
  readonly target: TargetFacts
  readonly cause: Cause | undefined
}

/** Every result with its check, target and cause, by target and check; an unknown id is stood in for, never dropped. */
export function findings(run: Run): Finding[] {
  const checks = new Map(run.checks.map((check) => [check.id, check]))
  const targets = new Map(run.targets.map((target) => [target.name, target]))
  const causes = new Map(run.causes.map((cause) => [cause.id, cause]))
  return run.results.map((result) => ({
    result,
    check: checks.get(result.check) ?? unknownCheck(result.check),
    target: targets.get(result.target) ?? { name: result.target, issuer: '', capabilities: [], from: null },
    cause: result.cause === null ? undefined : causes.get(result.cause),
  }))
}

/** The area of a check: the first segment of its id. */
export function areaOf(id: string): string {
  return id.split('.', 1)[0] ?? id
}

/** A law as people cite it: `MUST (RFC 6749 §4.1.2)`. */
export function cite({ level, document, section }: LawFacts): string {
  return `${level} (${document} §${section})`
}

/** Laws and addresses on one line. */
export function citeAll(check: CheckFacts): string {
  return check.laws.map((law) => `${cite(law)} ${law.url}`).join(' · ')
}

function unknownCheck(id: string): CheckFacts {
  return { id, title: '', laws: [], needs: [], steps: [], holds: '', caution: null, defect: '' }
}
