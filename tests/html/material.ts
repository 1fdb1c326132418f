import type { Evidence, Result, Run } from '../../reports/model.ts'
import { checkNamed, hostile, resultOf, sampleRun } from '../reports/sample-run.ts'

/** Text as a server would send it that wants to run in the page. */
export const attacks = [
  '</script><script>globalThis.pwned = 1</script>',
  '<img src="https://evil.example/x" onerror="globalThis.pwned = 2">',
  '<!--<script>',
  ']]><svg onload=globalThis.pwned=3>',
  '"\'><a href="javascript:globalThis.pwned=4">x</a>',
  hostile,
].join(' ')

/** Evidence of one exchange whose answer has the body. */
export function evidenceOf({ target, check }: Pick<Result, 'target' | 'check'>, body: string): Evidence {
  return {
    schema: 1,
    target,
    check,
    exchanges: [
      {
        id: 'x1',
        step: 'second',
        attempt: 1,
        at: '2026-01-02T03:04:05.000Z',
        ms: 12,
        request: { method: 'POST', url: 'https://login.staging.example/token', headers: [], body: null },
        response: {
          status: 200,
          headers: [['content-type', 'application/json']],
          body: { text: body, bytes: body.length, truncated: false, sha256: null },
        },
        failure: null,
      },
    ],
  }
}

/** The sample with documents: covered, half covered and not covered. */
export const runWithDocuments: Run = {
  ...sampleRun,
  documents: [
    {
      name: 'RFC 6749',
      title: 'The OAuth 2.0 Authorization Framework',
      url: 'https://www.rfc-editor.org/rfc/rfc6749',
      binding: true,
      sections: ['4.1.2', '4.10', '4.2'].map((section) => ({
        section,
        title: `Title of ${section}`,
        url: `https://www.rfc-editor.org/rfc/rfc6749#section-${section}`,
      })),
    },
    {
      name: 'OAuth 2.1 draft',
      title: 'The OAuth 2.1 Authorization Framework (draft)',
      url: 'https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1',
      binding: false,
      sections: [],
    },
  ],
}

/** The evidence of the broken laws of the sample. */
export const sampleEvidence = new Map(
  sampleRun.results
    .filter(({ verdict, evidence }) => verdict === 'fail' && evidence !== null)
    .map((result): [string, Evidence] => [
      result.evidence ?? '',
      evidenceOf(result, '{"access_token":"‹access_token#1›"}'),
    ]),
)

/** A run of many results, and evidence of about the size for each. */
export function largeRun(results: number, bytes: number): { run: Run; evidence: Map<string, Evidence> } {
  const ids = Array.from({ length: results }, (_, index) => `area-${index % 25}.check-${index}`)
  const body = 'x'.repeat(bytes)
  const all = ids.map((id, index) =>
    resultOf(id, index % 50 === 0 ? { verdict: 'fail', actual: `answer ${index}` } : {}),
  )
  return {
    run: { ...sampleRun, checks: ids.map((id) => checkNamed(id)), results: all, causes: [] },
    evidence: new Map(all.map((result) => [result.evidence ?? '', evidenceOf(result, body)])),
  }
}
