import { createHash } from 'node:crypto'

import type { Result as SarifResult } from 'sarif'

import type { Finding } from '../lookup.ts'
import type { Pointers } from './detail.ts'
import { citeAll } from '../lookup.ts'
import { excerpt, printable } from '../printable.ts'
import { headline, underFolder } from './detail.ts'
import { locationOf } from './sarif-location.ts'

const sentenceLimit = 1000

/** A broken law or a warning as a SARIF result of the rule at an index. */
export function sarifResult(finding: Finding, ruleIndex: number, pointers: Pointers): SarifResult {
  const { result, target } = finding
  return {
    ruleId: result.check,
    ruleIndex,
    kind: 'fail',
    level: result.verdict === 'fail' ? 'error' : 'warning',
    message: { text: message(finding, pointers) },
    locations: [locationOf(target)],
    partialFingerprints: fingerprints(result),
    properties: {
      verdict: result.verdict,
      target: result.target,
      because: result.because,
      ...(result.tolerated === null ? {} : { tolerated: result.tolerated }),
      ...(result.unstable ? { unstable: true } : {}),
      ...(result.evidence === null ? {} : { evidence: underFolder(result.evidence, pointers.out) }),
    },
  }
}

/** The first sentence is the title of the alert; the rest is what a reader needs next. */
function message(finding: Finding, { command }: Pointers): string {
  const { result, check } = finding
  const lines = [
    `${result.target}: ${excerpt(headline(finding), sentenceLimit).replace(/\.$/, '')}.`,
    `Law: ${citeAll(check) || result.because}`,
    ...(result.tolerated === null ? [] : [`Tolerated: ${result.tolerated}`]),
    ...(result.unstable ? ['Unstable: two judgements disagreed'] : []),
    `Reproduce: ${command(result.check, result.target)}`,
  ]
  return lines.map((line) => withoutLinks(printable(line))).join('\n')
}

/** SARIF makes links of `[text](address)` even in plain text; a server must not place any. */
function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (')
}

/**
 * The same finding for ever: target and check, wherever the target moves in its file. GitHub reads only
 * `primaryLocationLineHash`, else it makes one of the text of the line.
 */
function fingerprints({ target, check }: Finding['result']): Record<string, string> {
  const hash = createHash('sha256').update(`${target}\n${check}`).digest('hex')
  return { primaryLocationLineHash: `${hash.slice(0, 16)}:1`, 'targetAndCheck/v1': hash }
}
