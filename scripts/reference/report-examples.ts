import type { Evidence, Run } from '../../reports/model.ts'

/** A run with one check, as the reference shows it. */
export const runExample: Run = {
  schema: 1,
  tool: { name: 'oauth-assay', version: '0.1.0' },
  run: {
    id: '0f8b6c1e',
    started: '2026-11-21T08:00:00.000Z',
    finished: '2026-11-21T08:00:02.000Z',
    profile: 'oauth2',
    selection: ['code.single-use'],
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
    {
      id: 'code.single-use',
      title: 'An authorization code is refused the second time it is redeemed',
      laws: [
        {
          document: 'RFC 6749',
          section: '4.1.2',
          level: 'MUST',
          url: 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2',
        },
      ],
      needs: ['authorization_code'],
      steps: [{ name: 'second', text: 'Redeem the same code again' }],
      holds: 'The second answer is a refusal, 400 with error=invalid_grant',
      caution: null,
      defect: 'code-reusable',
    },
  ],
  results: [
    {
      target: 'staging',
      check: 'code.single-use',
      verdict: 'fail',
      known: null,
      expected: 'a refusal: 400 with error=invalid_grant',
      actual: '200 with an access_token',
      because: 'MUST (RFC 6749 §4.1.2)',
      tolerated: null,
      unstable: false,
      attempts: 2,
      steps: [{ name: 'second', ok: true, ms: 21, exchanges: ['x7'] }],
      notes: [],
      ms: 132,
      waited: 0,
      evidence: 'evidence/staging/code.single-use.json',
      cause: null,
    },
  ],
  causes: [],
}

/** The evidence of that check, one exchange of it. */
export const evidenceExample: Evidence = {
  schema: 1,
  target: 'staging',
  check: 'code.single-use',
  exchanges: [
    {
      id: 'x7',
      step: 'second',
      attempt: 2,
      at: '2026-11-21T08:00:01.500Z',
      ms: 21,
      request: {
        method: 'POST',
        url: 'https://login.staging.example/token',
        headers: [
          ['authorization', 'Basic web:‹client_secret#1›'],
          ['content-type', 'application/x-www-form-urlencoded'],
        ],
        body: { text: 'grant_type=authorization_code&code=‹code#1›', bytes: 74, truncated: false, sha256: null },
      },
      response: {
        status: 200,
        headers: [['content-type', 'application/json']],
        body: { text: '{"access_token":"‹access_token#2›"}', bytes: 62, truncated: false, sha256: null },
      },
      failure: null,
    },
  ],
}
