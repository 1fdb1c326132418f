import type { CheckFacts, Result, Run, TargetFacts } from '../../reports/model.ts'

/** Text as a hostile server would send it: markup, controls, bidi, commands for CI agents, quotes. */
export const hostile =
  '::error::pwned\n::error::line two\u001B[31m\u0000 ]]> </failure><x a="1"> \u202Eesrever\u2066 ##[error]no ##vso[task.complete]no "quoted" & \'single\' \uD800 end'

/** A check as the run model knows it. */
export function checkNamed(id: string, title = `The server obeys ${id}`): CheckFacts {
  return {
    id,
    title,
    laws: [
      {
        document: 'RFC 6749',
        section: '4.1.2',
        level: 'MUST',
        url: 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2',
      },
    ],
    needs: ['authorization_code'],
    steps: [{ name: 'second', text: 'Redeem the code again' }],
    holds: 'The second answer is an error',
    caution: null,
    defect: 'code-reusable',
  }
}

/** A passed result, changed as asked. */
export function resultOf(check: string, change: Partial<Result> = {}): Result {
  return {
    target: 'staging',
    check,
    verdict: 'pass',
    known: null,
    expected: null,
    actual: null,
    because: 'MUST (RFC 6749 §4.1.2)',
    tolerated: null,
    unstable: false,
    attempts: 1,
    steps: [{ name: 'second', ok: true, ms: 21, exchanges: ['x1'] }],
    notes: [],
    ms: 132,
    waited: 0,
    evidence: `evidence/staging/${check}.json`,
    cause: null,
    ...change,
  }
}

const broken = { expected: '400 with error=invalid_grant', actual: '200 with access_token' }

/** One run with every verdict, known and unstable deviations, hostile text, in no particular order. */
export const sampleRun: Run = {
  schema: 1,
  tool: { name: 'oauth-assay', version: '1.2.3' },
  run: {
    id: 'r1',
    started: '2026-01-02T03:04:05.000Z',
    finished: '2026-01-02T03:04:09.250Z',
    profile: 'oauth2',
    selection: [],
    interrupted: false,
  },
  targets: [
    {
      name: 'staging',
      issuer: 'https://login.staging.example',
      capabilities: ['authorization_code', 'pkce'],
      from: { file: 'assay.config.yaml', line: 4 },
    },
  ],
  checks: [
    'token.hostile',
    'code.single-use',
    'code.bound',
    'code.race',
    'code.warned',
    'code.noted',
    'token.skipped',
    'token.blocked',
    'token.blocked-too',
    'token.error',
    'code.known',
  ].map((id) => checkNamed(id)),
  results: [
    resultOf('token.hostile', { verdict: 'fail', expected: 'an error', actual: hostile, notes: [hostile] }),
    resultOf('code.single-use', { verdict: 'fail', ...broken }),
    resultOf('code.bound'),
    resultOf('code.race', { verdict: 'fail', ...broken, unstable: true, attempts: 2, waited: 3 }),
    resultOf('code.warned', { verdict: 'warn', ...broken, tolerated: 'many servers do so' }),
    resultOf('code.noted', { verdict: 'note', ...broken }),
    resultOf('token.skipped', { verdict: 'skip', because: 'no client may use "x" & <y>', evidence: null, ms: 0 }),
    resultOf('token.blocked', { verdict: 'blocked', because: 'Blocked', cause: 'c1' }),
    resultOf('token.blocked-too', { verdict: 'blocked', because: 'Blocked', cause: 'c1' }),
    resultOf('token.error', { verdict: 'error', because: 'TypeError: x is not a function', evidence: null }),
    resultOf('code.known', {
      verdict: 'fail',
      ...broken,
      known: { reason: 'accepted until the next release', issue: 'AUTH-1', until: '2027-03-31' },
    }),
  ],
  causes: [
    { id: 'c1', kind: 'blocked', text: 'login form not found at https://login.staging.example/login', results: 2 },
  ],
}

/** The sample with other results, and only their checks. */
export function runWith(...results: readonly Result[]): Run {
  return { ...sampleRun, checks: results.map(({ check }) => checkNamed(check)), results }
}

/** The embedded mock as a target. */
export const embedded: TargetFacts = { name: 'mock', issuer: 'http://127.0.0.1:4711', capabilities: [], from: null }
