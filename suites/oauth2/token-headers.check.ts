import { check } from '../../harness/check.ts'
import type { Answer } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const corsWithoutCredentials = check({
  id: 'token.cors-without-credentials',
  title: 'CORS on the token endpoint does not combine a reflected origin with credentials',
  law: [security('RFC 9700', '2.6')],
  needs: ['token'],
  steps: {
    control: 'Send a valid token request without Origin',
    preflight: 'Ask with OPTIONS whether a page of a foreign origin may send a POST',
    failed: 'Send a request with an unknown grant_type from that origin',
    granted: 'Send a valid token request from that origin',
  },
  holds: 'No answer to a POST names the foreign origin, or any, together with Access-Control-Allow-Credentials: true',
  defect: 'token-cors-credentials',
  caution:
    'The endpoint needs no cookies, so this is hygiene more than a hole. Credentials on the preflight alone (the client is not known yet, as at Keycloak) or on an error are a warning, and so is a star, which browsers do not take with credentials; a refusal of foreign origins is fine.',
  async run({ op, step, law }) {
    const origin = 'https://foreign.assay.example'
    const { client } = await step.control(() => op.anyGrant().tokens())
    const options = { method: 'OPTIONS', auth: 'nothing', headers: { origin, ...posting } } as const
    const preflight = await step.preflight(() => op.token(client, {}, options))
    const failed = await step.failed(() => op.anyGrant({ set: { grant_type: 'assay_unknown' }, headers: { origin } }))
    const granted = await step.granted(() => op.anyGrant({ headers: { origin } }))
    const answers = [
      { answer: granted, about: 'a valid token request', tolerated: undefined },
      { answer: failed, about: 'a wrong token request', tolerated: 'the answer holds no token' },
      { answer: preflight, about: 'the preflight', tolerated: 'the answers to POST decide what a page can read' },
    ]
    law.each(answers, ({ answer, about, tolerated }) => {
      const allowed = answer.header('access-control-allow-origin') ?? 'no origin'
      law.that(!credentialed(answer) || ![origin, '*'].includes(allowed), {
        expected: 'no foreign origin allowed with credentials',
        actual: `${allowed} with credentials in the answer to ${about}`,
        tolerated: tolerated ?? starred(allowed),
      })
    })
  },
})

export const pragmaNoCache = check({
  id: 'token.pragma-no-cache',
  title: 'Answers with tokens carry Pragma: no-cache',
  law: [must('RFC 6749', '5.1')],
  needs: ['token'],
  steps: { token: 'Request a token of the cheapest grant' },
  holds: 'The Pragma header of the answer has the directive no-cache',
  defect: 'pragma-missing',
  caution: 'Always a warning: OAuth 2.1 has dropped the header and HTTP has deprecated it.',
  async run({ op, step, law }) {
    const { answer } = await step.token(() => op.anyGrant().tokens())
    const value = answer.header('pragma')
    law.that(/\bno-cache\b/i.test(value ?? ''), {
      expected: 'Pragma: no-cache',
      actual: value === undefined ? 'no Pragma header' : `Pragma: ${value}`,
      tolerated: 'HTTP has deprecated the header, and OAuth 2.1 does without it',
    })
  },
})

export const endpointNoFragment = check({
  id: 'token.endpoint-no-fragment',
  title: 'The token endpoint URL has no fragment',
  law: [must('RFC 6749', '3.2')],
  needs: ['token'],
  steps: { token: 'Request a token at the token endpoint as configured or published' },
  holds: 'The URL of the token endpoint has no fragment component',
  defect: 'token-endpoint-fragment',
  async run({ op, step, law, target }) {
    const url = target.endpoint('token')
    await step.token(() => op.anyGrant())
    law.that(!url.includes('#'), { expected: 'a URL without #', actual: url })
  },
})

export const responseMembersOnce = check({
  id: 'token.response-members-once',
  title: 'No member of the response occurs twice',
  law: [must('RFC 6749', '3.2')],
  needs: ['token'],
  steps: {
    granted: 'Send a valid token request and read the text of the answer',
    failed: 'Send one with an unknown grant_type and read the text of the answer',
  },
  holds: 'At the top level of both JSON objects each name occurs once',
  defect: 'token-response-duplicate-members',
  caution: 'An answer that is no JSON object is judged by token.success-is-json and token.error-is-json.',
  async run({ op, step, law, notApplicable }) {
    const granted = (await step.granted(() => op.anyGrant().tokens())).answer
    const failed = await step.failed(() => op.anyGrant({ set: { grant_type: 'assay_unknown' } }))
    const objects = [granted, failed].filter(({ json }) => json !== undefined)
    if (objects.length === 0) notApplicable('no answer is a JSON object')
    law.each(objects, (answer) => {
      const names = topLevelNames(answer)
      const twice = names.filter((name, index) => names.indexOf(name) !== index)
      law.that(twice.length === 0, { expected: 'each member once', actual: `${twice.join(', ')} more than once` })
    })
  },
})

/** The names of the members of a JSON object as written, repeated ones repeated. */
function topLevelNames({ body }: Answer): readonly string[] {
  const names: string[] = []
  let depth = 0
  for (const { 0: part, index } of body.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (part === '{' || part === '[') depth += 1
    else if (part === '}' || part === ']') depth -= 1
    else if (depth === 1 && /^\s*:/.test(body.slice(index + part.length))) names.push(String(JSON.parse(part)))
  }
  return names
}

/** With credentials a star matches no origin (Fetch section 4.10). */
function starred(allowed: string): string | undefined {
  return allowed === '*' ? 'browsers send no credentials where the answer says star' : undefined
}

const posting = { 'access-control-request-method': 'POST' }

function credentialed(answer: Answer): boolean {
  return /^\s*true\s*$/i.test(answer.header('access-control-allow-credentials') ?? '')
}
