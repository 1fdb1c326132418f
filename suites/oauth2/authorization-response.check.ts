import { check } from '../../harness/check.ts'
import type { Code, Operations, Walk } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const codeInQueryOnly = check({
  id: 'authz.code-in-query-only',
  title: 'The code response puts its parameters in the query of the redirect URI',
  law: [must('RFC 6749', '4.1.2')],
  needs: ['authorization_code'],
  steps: { code: 'Complete a code flow without a response_mode' },
  holds: 'The code stands in the query, nothing of OAuth in the fragment, and no parameter occurs twice',
  defect: 'code-in-fragment',
  caution: 'A fragment that means nothing is fine. Not applicable where the server is documented to use form_post.',
  async run({ op, step, law, blocked, notApplicable }) {
    const { landing, response } = await step.code(() => op.walk())
    if (landing.kind !== 'code' || response === undefined) return blocked('the flow gave no code')
    if (response.how === 'form_post') return notApplicable('the server posts the response as a form')
    const { query, fragment } = partsOf(response.url)
    law.that(query.has('code'), { expected: 'the code in the query', actual: 'the code in the fragment' })
    const stray = ofOAuth.filter((name) => fragment.has(name))
    law.that(stray.length === 0, { expected: 'no parameter in the fragment', actual: `${stray.join(', ')} in it` })
    const twice = [...new Set(query.keys())].filter((name) => query.getAll(name).length > 1)
    law.that(twice.length === 0, { expected: 'each parameter once', actual: `${twice.join(', ')} more than once` })
  },
})

export const noTokenInCodeResponse = check({
  id: 'authz.no-token-in-code-response',
  title: 'A code response never carries an access token or refresh token',
  law: [security('RFC 9700', '2.1.2')],
  needs: ['authorization_code'],
  steps: { code: 'Complete a code flow' },
  holds: 'The redirect carries no access_token, refresh_token or id_token',
  defect: 'token-in-code-response',
  async run({ op, step, law, blocked }) {
    const { landing, response } = await step.code(() => op.walk())
    if (landing.kind !== 'code') blocked('the flow gave no code')
    const tokens = ['access_token', 'refresh_token', 'id_token'].filter((name) => response?.parameters.has(name))
    law.that(tokens.length === 0, {
      expected: 'no token beside the code',
      actual: `${tokens.join(', ')} beside the code`,
    })
  },
})

export const errorParameters = check({
  id: 'authz.error-parameters',
  title: 'Error redirects have a well-formed error, error_description and error_uri and nothing else',
  law: [must('RFC 6749', '4.1.2.1')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow',
    fault: 'Send requests that end with an error: an unknown scope, a made-up response_type, a user who says no',
  },
  holds: 'Each has an error, all values keep to the characters the grammar allows, and no other parameter occurs',
  defect: 'authz-error-illegal-characters',
  caution: 'Line breaks and tabs in error_description, and parameters of other names, are warnings.',
  async run({ op, step, law, random, notApplicable }) {
    const like = await step.control(() => op.authorize())
    const errors = withError(await step.fault(() => faulty(op, like, random(12))))
    if (errors.length === 0) notApplicable('the server reports errors on pages of its own only')
    law.each(errors.flatMap(complaints), ({ expected, actual, tolerated }) =>
      law.that(false, { expected, actual, tolerated }),
    )
  },
})

export const errorInQuery = check({
  id: 'authz.error-in-query',
  title: 'Errors of a code request are in the query, not in the fragment',
  law: [must('RFC 6749', '4.1.2.1')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow',
    fault: 'Send code requests that end with an error: an unknown scope, a user who says no',
  },
  holds: 'The error stands in the query and not in the fragment',
  defect: 'code-error-in-fragment',
  caution: 'Not applicable when the server leaves unknown scopes out or answers with pages only.',
  async run({ op, step, law, random, notApplicable }) {
    const like = await step.control(() => op.authorize())
    const errors = withError(await step.fault(() => refusedCodeRequests(op, like, random(12))))
    if (errors.length === 0) notApplicable('no error of a code request came back by redirect')
    law.each(errors, ({ response }) => {
      const { query, fragment } = partsOf(response?.url ?? '')
      const right = query.has('error') && !fragment.has('error')
      law.that(right, { expected: 'error in the query', actual: 'error in the fragment' })
    })
  },
})

export const errorHasNoCode = check({
  id: 'authz.error-has-no-code',
  title: 'An error response contains no code or token',
  law: [must('RFC 6749', '4.1.2.1')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow',
    fault: 'Send requests that end with an error: an unknown scope, a made-up response_type, a user who says no',
  },
  holds: 'No code, access_token or id_token stands beside error',
  defect: 'code-next-to-error',
  async run({ op, step, law, random, notApplicable }) {
    const like = await step.control(() => op.authorize())
    const errors = withError(await step.fault(() => faulty(op, like, random(12))))
    if (errors.length === 0) notApplicable('the server reports errors on pages of its own only')
    law.each(errors, ({ response }) => {
      const given = ['code', 'access_token', 'id_token'].filter((name) => response?.parameters.has(name))
      law.that(given.length === 0, { expected: 'error alone', actual: `${given.join(', ')} beside error` })
    })
  },
})

const ofOAuth = ['code', 'state', 'iss', 'error', 'access_token', 'id_token', 'refresh_token', 'token_type']

const mayOccur = new Set(['error', 'error_description', 'error_uri', 'state', 'iss', 'session_state', 'scope'])

/** Appendix A.7 and A.8 of RFC 6749: printable ASCII without the double quote and the backslash. */
const allowed = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/

const uriCharacters = /^[\x21\x23-\x5b\x5d-\x7e]*$/

interface Complaint {
  readonly expected: string
  readonly actual: string
  readonly tolerated?: string
}

function complaints({ response }: Walk): Complaint[] {
  const parameters = response?.parameters ?? new URLSearchParams()
  const found: Complaint[] = []
  if (!allowed.test(parameters.get('error') ?? '') || parameters.get('error') === '')
    found.push({ expected: 'a well-formed error', actual: 'an error that is empty or has illegal characters' })
  const description = parameters.get('error_description') ?? ''
  if (!allowed.test(description)) found.push({ ...illegalDescription, ...excuse(description) })
  if (!uriCharacters.test(parameters.get('error_uri') ?? ''))
    found.push({ expected: 'error_uri as a URI reference', actual: 'an error_uri with illegal characters' })
  const others = [...parameters.keys()].filter((name) => !mayOccur.has(name) && !ofOAuth.includes(name))
  if (others.length > 0)
    found.push({
      expected: 'no other parameter',
      actual: others.join(', '),
      tolerated: 'clients ignore what they do not know',
    })
  return found
}

const illegalDescription: Complaint = {
  expected: 'error_description in printable ASCII without double quote and backslash',
  actual: 'an error_description with other characters',
}

function excuse(description: string): { tolerated?: string } {
  if (!allowed.test(description.replaceAll(/[\r\n\t]/g, ' '))) return {}
  return { tolerated: 'line breaks and tabs are known from servers in the field' }
}

async function refusedCodeRequests(op: Operations, like: Code, scope: string): Promise<readonly Walk[]> {
  return [await op.walk({ like, scope, parameters: { scope } }), await op.walkAnew({ like, consent: 'deny' })]
}

async function faulty(op: Operations, like: Code, word: string): Promise<readonly Walk[]> {
  const strange = await op.walk({ like, parameters: { response_type: word } })
  return [...(await refusedCodeRequests(op, like, word)), strange]
}

function withError(walks: readonly Walk[]): readonly Walk[] {
  return walks.filter(({ response }) => response?.parameters.has('error'))
}

function partsOf(url: string): { query: URLSearchParams; fragment: URLSearchParams } {
  const { searchParams: query, hash } = new URL(url)
  return { query, fragment: new URLSearchParams(hash.slice(1)) }
}
