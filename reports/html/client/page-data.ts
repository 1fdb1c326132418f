/// <reference lib="dom" />
import type { Evidence, Result, Run } from '../../model.ts'
import { reproduce } from '../../reproduce.ts'
import type { Data } from './data.ts'
import { wellFormed } from './route.ts'

/** The data of the page: the run is read at once, evidence only when somebody asks for it. */
export function pageData(page: Document): Data {
  const run = parsed(page, 'run') as Run | undefined
  if (run === undefined) throw new Error('Expected the run in this page, got none. Write the report again.')
  const checks = new Map(run.checks.map((check) => [check.id, check]))
  const targets = new Map(run.targets.map((target) => [target.name, target]))
  const causes = new Map(run.causes.map((cause) => [cause.id, cause]))
  const results = new Map(run.results.map((result) => [key(result.target, result.check), result]))
  const places = new Map(run.results.map((result, index) => [result, index]))
  const command = reproduce(run)
  return {
    run,
    base: parsed(page, 'base') as Run | undefined,
    check: (id) => checks.get(id),
    target: (name) => targets.get(name),
    cause: (id) => (id === null ? undefined : causes.get(id)),
    result: (target, check) => results.get(key(target, check)),
    evidence: (result) => parsed(page, `evidence-${places.get(result)}`) as Evidence | undefined,
    leftOut: () =>
      run.results.filter((each, index) => each.evidence !== null && page.getElementById(`evidence-${index}`) === null)
        .length,
    picture: (result) => picture(page, `picture-${places.get(result)}`),
    reproduce: ({ check, target }: Result) => command(check, target),
  }
}

function key(target: string, check: string): string {
  return JSON.stringify([target, check].map(wellFormed))
}

/** What is embedded was validated when it was written. */
function parsed(page: Document, id: string): unknown {
  const text = page.getElementById(id)?.textContent
  return text ? JSON.parse(text) : undefined
}

function picture(page: Document, id: string): string | undefined {
  const base64 = page.getElementById(id)?.textContent
  return base64 ? `data:image/png;base64,${base64}` : undefined
}
