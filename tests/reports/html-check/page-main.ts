/// <reference lib="dom" />
import type { Evidence, Run } from '../../../reports/model.ts'
import { checkView } from '../../../reports/html/client/check/check-view.ts'
import { compareView } from '../../../reports/html/client/compare/compare-view.ts'
import type { Data } from '../../../reports/html/client/data.ts'
import { matrixView } from '../../../reports/html/client/matrix/matrix-view.ts'
import { reproduce } from '../../../reports/reproduce.ts'

/** What a page of these tests is made from. */
export interface Given {
  readonly run: Run
  readonly base?: Run
  readonly evidence: Readonly<Record<string, Evidence>>
  readonly pictures: Readonly<Record<string, string>>
}

function dataOf({ run, base, evidence, pictures }: Given): Data {
  return {
    run,
    base,
    check: (id) => run.checks.find((check) => check.id === id),
    target: (name) => run.targets.find((target) => target.name === name),
    cause: (id) => run.causes.find((cause) => cause.id === id),
    result: (target, check) => run.results.find((result) => result.target === target && result.check === check),
    evidence: (result) => (result.evidence === null ? undefined : evidence[result.evidence]),
    picture: (result) => pictures[result.picture ?? ''],
    leftOut: () =>
      run.results.filter((each) => each.evidence !== null && !Object.hasOwn(evidence, each.evidence)).length,
    reproduce: ({ check, target }) => reproduce(run)(check, target),
  }
}

/** Shows the view that the address names, as the shell of the report does. */
function show(data: Data): void {
  const [, view = '', target = '', check = ''] = /^#\/(\w+)(?:\/([^/?]*)\/([^/?]*))?/.exec(location.hash) ?? []
  const result = data.result(decodeURIComponent(target), decodeURIComponent(check))
  const query = location.hash.split('?')[1] ?? ''
  const views: Readonly<Record<string, () => HTMLElement | undefined>> = {
    check: () => result && checkView(data, result),
    matrix: () => matrixView(data, query),
    compare: () => compareView(data),
  }
  document.querySelector('main')?.replaceChildren(views[view]?.() ?? 'nothing')
}

const given = JSON.parse(document.querySelector('#given')?.textContent ?? '') as Given
const data = dataOf(given)
addEventListener('hashchange', () => show(data))
show(data)
