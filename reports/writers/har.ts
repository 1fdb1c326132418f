import type { Log, Page } from 'har-format'

import type { Finding } from '../lookup.ts'
import type { Evidence, Exchange } from '../model.ts'
import { evidenced, type Source } from '../source.ts'
import { findings } from '../lookup.ts'
import { by } from '../order.ts'
import { escapedJson } from './escaped-json.ts'
import { harRequest } from './har-request.ts'
import { harResponse } from './har-response.ts'

/**
 * Everything a run said and heard as an HTTP Archive 1.2, for the network panel of a browser: one entry for each
 * exchange, redirects and unanswered requests too, and one page for each check. Members that begin with `_` tell target, check,
 * step, attempt and exchange. Holds the evidence of one check at a time; rejects when evidence cannot be read.
 */
export async function* writeHar(source: Source): AsyncGenerator<string> {
  const { run } = source
  const creator: Log['creator'] = { name: run.tool.name, version: run.tool.version }
  const comment = `profile ${run.run.profile}${run.run.interrupted ? '; stopped early' : ''}; secrets are replaced by ‹names›`
  const opening = JSON.stringify({ version: '1.2', creator, comment })
  yield `{"log":${opening.slice(0, -1)},"entries":[`
  const pages: Page[] = []
  let before = '\n'
  const ordered = inOrder(findings(run))
  const facts = new Map(ordered.map((finding) => [finding.result, finding]))
  const results = ordered.map(({ result }) => result)
  for await (const { result, evidence: kept } of evidenced(source, results)) {
    const finding = facts.get(result)
    const [first] = kept?.exchanges ?? []
    if (finding === undefined) continue
    if (kept === undefined || first === undefined) continue
    const page = pageOf(finding, first)
    pages.push(page)
    for (const exchange of kept.exchanges) {
      yield `${before}${escapedJson(entry(kept, exchange, page))}`
      before = ',\n'
    }
  }
  yield `\n],"pages":[${pages.map((page) => `\n${escapedJson(page)}`).join(',')}\n]}}\n`
}

function inOrder(all: readonly Finding[]): Finding[] {
  return all.toSorted(
    by(
      ({ result }) => result.target,
      ({ result }) => result.check,
    ),
  )
}

function pageOf({ result, check }: Finding, first: Exchange): Page {
  return {
    startedDateTime: first.at,
    id: JSON.stringify([result.target, result.check]),
    title: `${result.check} at ${result.target}: ${result.verdict}`,
    pageTimings: {},
    ...(check.title === '' ? {} : { comment: check.title }),
  }
}

/** A request is small and leaves at once. Where no answer came only the whole is known, and stands as waiting. */
function entry({ target, check }: Evidence, exchange: Exchange, page: Page): Log['entries'][number] {
  const { id, step, attempt, at, ms, phases, request, response, failure } = exchange
  const error = failure === null ? {} : { _error: failure }
  return {
    pageref: page.id,
    startedDateTime: at,
    time: ms,
    request: harRequest(request),
    response: { ...harResponse(response), ...error },
    cache: {},
    timings: { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0, wait: ms, receive: 0, ...phases },
    _target: target,
    _check: check,
    _step: step,
    _attempt: attempt,
    _exchange: id,
    ...error,
  }
}
