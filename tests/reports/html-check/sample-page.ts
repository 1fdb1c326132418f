import type { Evidence, Result, Run } from '../../../reports/model.ts'
import { checkNamed, hostile, resultOf, sampleRun } from '../sample-run.ts'
import type { Given } from './page-main.ts'
import { bodyOf, exchangeOf } from './sample-exchange.ts'

/** Markup, scripts and addresses that must stay text. */
export const markup = `</script><img src=x onerror="document.title='pwned'"><a href="javascript:document.title='pwned'">x</a>`

const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const { request, response } = exchangeOf({})
const failing = exchangeOf({ id: 'x2', request: { ...request, url: 'https://as.example/token?a=1&b=c%20d' } })

/** What the failing check said and heard: a redirect with a JWT in its fragment, two judgements, and a request without answer. */
const evidence: Evidence = {
  schema: 1,
  target: 'staging',
  check: 'code.single-use',
  jwts: [
    {
      name: '‹id_token#1›',
      header: { alg: 'RS256', kid: 'k' },
      claims: { iss: 'https://as.example', exp: 1767323045, aud: ['a', 'b'] },
    },
  ],
  exchanges: [
    exchangeOf({ id: 'a1.x1', attempt: 1, step: 'first' }),
    exchangeOf({
      id: 'x1',
      step: 'first',
      attempt: 2,
      request: {
        method: 'GET',
        url: 'https://as.example/authorize?response_type=code&state=‹state#3›',
        headers: [['accept', '*/*']],
        body: null,
      },
      response: {
        status: 303,
        headers: [['Location', 'https://app.example/cb#id_token=‹id_token#1›&state=‹state#3›']],
        body: null,
      },
    }),
    { ...failing, attempt: 2 },
    exchangeOf({ id: 'x3', attempt: 2, step: 'elsewhere', response: null, failure: 'connection refused' }),
  ],
}

const foul = `${hostile} ${markup}`
const foulEvidence = (length: number): Evidence => ({
  schema: 1,
  target: 'staging',
  check: 'token.hostile',
  exchanges: [
    exchangeOf({
      id: 'x1',
      request: {
        method: 'GET',
        url: `https://as.example/${markup}?a=${markup}`,
        headers: [['x-foul', foul]],
        body: bodyOf(foul),
      },
      response: {
        status: 200,
        headers: [
          ['Location', `javascript:document.title='pwned'?q=${markup}`],
          [foul, foul],
        ],
        body: bodyOf(foul + 'x'.repeat(length), { truncated: true, sha256: 'ab'.repeat(32) }),
      },
    }),
    exchangeOf({
      id: 'x2',
      response: {
        status: 200,
        headers: [['content-type', 'application/json']],
        body: bodyOf(JSON.stringify({ [markup]: [foul] })),
      },
    }),
    exchangeOf({ id: 'x3', response: { status: 599, headers: [], body: bodyOf(JSON.stringify(response)) } }),
  ],
})

function changed(result: Result): Result {
  if (result.check === 'code.single-use')
    return {
      ...result,
      attempts: 2,
      unstable: true,
      distribution: { fail: 2, pass: 1 },
      picture: 'picture.png',
      notes: ['the code was used twice'],
      steps: [
        { name: 'first', ok: true, ms: 12, exchanges: ['x1'] },
        { name: 'second', ok: true, ms: 21, exchanges: ['x2'] },
      ],
    }
  if (result.check === 'token.hostile')
    return {
      ...result,
      because: foul,
      expected: foul,
      steps: [{ name: foul, ok: false, ms: 1, exchanges: ['x1', 'x2', 'x3'] }],
    }
  return result
}

const results = sampleRun.results.map(changed)

const run: Run = {
  ...sampleRun,
  checks: sampleRun.checks.map((check) =>
    check.id === 'token.hostile'
      ? {
          ...check,
          title: foul,
          holds: foul,
          laws: check.laws.map((law) => ({ ...law, section: foul, url: "javascript:document.title='pwned'" })),
        }
      : check,
  ),
  documents: [
    {
      name: 'RFC 6749',
      title: 'The OAuth 2.0 Authorization Framework',
      url: 'https://www.rfc-editor.org/rfc/rfc6749',
      binding: true,
      sections: [],
    },
  ],
  results,
}

/** A run with everything that the view of a check can show, and an earlier one. */
export const given: Given = {
  run,
  base: {
    ...run,
    run: { ...run.run, started: '2026-01-01T00:00:00.000Z', profile: 'fapi2' },
    results: [
      ...results.map((result): Result => {
        if (result.check === 'code.single-use') return { ...result, verdict: 'pass', actual: null }
        if (result.check === 'code.bound') return { ...result, verdict: 'warn', actual: '200' }
        if (result.check === 'code.race') return { ...result, actual: foul }
        return result
      }),
      resultOf('code.gone'),
    ],
  },
  evidence: {
    'evidence/staging/code.single-use.json': evidence,
    'evidence/staging/token.hostile.json': foulEvidence(50_000),
  },
  pictures: { 'picture.png': pixel },
}

/** The same with a foul body of five million letters. */
export const heavy: Given = {
  ...given,
  evidence: { 'evidence/staging/token.hostile.json': foulEvidence(5_000_000) },
}

/** As many targets and checks as people have. */
export function crowd(targets = 20, checks = 436): Given {
  const names = Array.from({ length: targets }, (_, index) => `tenant-${index + 1}.login.example`)
  const ids = Array.from(
    { length: checks },
    (_, index) => `area-${Math.floor(index / 20)}.a-check-with-some-name-${index}`,
  )
  const verdicts = [
    'pass',
    'pass',
    'pass',
    'skip',
    'pass',
    'fail',
    'pass',
    'warn',
    'pass',
    'blocked',
    'error',
    'note',
  ] as const
  const known = { reason: 'accepted', issue: null, until: null }
  return {
    run: {
      ...sampleRun,
      targets: names.map((name) => ({ name, issuer: `https://${name}`, capabilities: [], from: null })),
      checks: ids.map((id) => checkNamed(id)),
      results: names.flatMap((target, row) =>
        ids.map((id, column) => {
          const verdict = column % 3 > 0 ? 'pass' : (verdicts[(row + column) % verdicts.length] ?? 'pass')
          return resultOf(id, { target, verdict, known: verdict === 'warn' ? known : null })
        }),
      ),
    },
    evidence: {},
    pictures: {},
  }
}
