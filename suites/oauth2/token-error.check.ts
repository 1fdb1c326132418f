import { check } from '../../harness/check.ts'
import type { Answer, Context } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const errorStatus400 = check({
  id: 'token.error-status-400',
  title: 'Errors use status 400 (401 for invalid_client)',
  law: [must('RFC 6749', '5.2')],
  needs: ['token'],
  steps: {
    control: 'Send a valid token request',
    provoked: 'Provoke errors: no grant_type, an unknown grant_type, an unknown code, a wrong client_secret',
  },
  holds: 'Every error answer has status 400; for failed client authentication 401 is right as well',
  defect: 'token-error-status-200',
  caution:
    'Another status of the 4xx class is a warning, as 403 from Auth0 or 401 for invalid_grant from Keycloak. A token in place of an error is judged elsewhere; 429 and 503 are not judged.',
  async run(context) {
    const answers = await provoke(context)
    context.law.each(answers, ({ answer, about, credentials }) => {
      const client = credentials || answer.error === 'invalid_client'
      const clientError = answer.status >= 400 && answer.status < 500
      const tolerated = clientError ? `an error all the same, only status ${answer.status}` : undefined
      context.law(answer, { about, tolerated }).status(400, ...(client ? [401] : []))
    })
  },
})

export const errorIsJson = check({
  id: 'token.error-is-json',
  title: 'Errors are JSON objects with an error string',
  law: [must('RFC 6749', '5.2')],
  needs: ['token'],
  steps: {
    control: 'Send a valid token request',
    provoked: 'Provoke errors: no grant_type, an unknown grant_type, an unknown code, a wrong client_secret',
  },
  holds: 'Every error answer is application/json, one object whose error is a non-empty string',
  defect: 'token-error-html',
  caution:
    'Judged where the request reached the OAuth layer: 404, 405, 413, 415, 429 and 5xx may have any body. A 401 without a body from a filter in front of the endpoint is a failure all the same.',
  async run(context) {
    const answers = (await provoke(context)).filter(({ answer }) => isOfOAuth(answer))
    if (answers.length === 0) context.notApplicable('no provocation ended in an answer of the OAuth layer')
    context.law.each(answers, ({ answer, about }) => {
      const wrong = notErrorJson(answer)
      context.law.that(wrong === undefined, {
        expected: 'application/json with one object and error as a non-empty string',
        actual: `${answer.status} with ${wrong} to ${about}`,
      })
    })
  },
})

export const errorNotCacheable = check({
  id: 'token.error-not-cacheable',
  title: 'Error answers of the token endpoint are not stored by caches',
  law: [security('RFC 6749', '5.2')],
  needs: ['token'],
  steps: {
    control: 'Send a valid token request',
    provoked: 'Provoke errors: no grant_type, an unknown grant_type, an unknown code, a wrong client_secret',
  },
  holds: 'No error answer is public, or fresh for a time, by its Cache-Control',
  defect: 'token-error-cacheable',
  caution: 'Without Cache-Control nothing is allowed to caches, so that is fine; no-store beside the others rules.',
  async run(context) {
    const answers = await provoke(context)
    context.law.each(answers, ({ answer, about }) => {
      const value = answer.header('cache-control') ?? ''
      const allowed = /\bpublic\b|\bs?-?max-?age\s*=\s*"?0*[1-9]/i.test(value) && !/\bno-store\b/i.test(value)
      const actual = `Cache-Control: ${value} in the answer to ${about}`
      context.law.that(!allowed, { expected: 'an error answer that no cache may keep', actual })
    })
  },
})

interface Provoked {
  readonly answer: Answer
  readonly about: string
  /** Whether the client's credentials are what is wrong. */
  readonly credentials?: true
}

/** The errors a target gives to four kinds of wrong request; a token in place of an error is left out. */
async function provoke(context: Context<'control' | 'provoked'>): Promise<readonly Provoked[]> {
  const { op, step, target, notApplicable } = context
  await step.control(() => op.anyGrant().tokens())
  const none = await step.provoked(() => op.anyGrant({ set: { grant_type: null } }))
  const unknown = await step.provoked(() => op.anyGrant({ set: { grant_type: 'assay_unknown' } }))
  const answers: Provoked[] = [
    { answer: none, about: 'a request without grant_type' },
    { answer: unknown, about: 'an unknown grant_type' },
    ...(target.has('authorization_code') ? [await unknownCode(context)] : []),
    ...(target.has('client_secret') ? [await wrongSecret(context)] : []),
  ]
  const errors = answers.filter(({ answer }) => !answer.hasToken)
  return errors.length > 0 ? errors : notApplicable('the server gives a token for every wrong request')
}

async function unknownCode({ op, step, target, random }: Context<'provoked'>): Promise<Provoked> {
  const client = target.client('code')
  const answer = await step.provoked(() =>
    op.token(client, {
      grant_type: 'authorization_code',
      code: random(43),
      redirect_uri: client.redirect_uris[0] ?? '',
      code_verifier: random(43),
    }),
  )
  return { answer, about: 'an unknown code' }
}

async function wrongSecret({ op, step, target, nearMiss }: Context<'provoked'>): Promise<Provoked> {
  const client = target.findClient('basic') ?? target.client('secret')
  const secret = nearMiss(client.client_secret ?? '')
  return {
    answer: await step.provoked(() => op.anyGrant({ client, secret })),
    about: 'a wrong client_secret',
    credentials: true,
  }
}

const ofHttp = new Set([404, 405, 413, 415, 429])

function isOfOAuth({ status }: Answer): boolean {
  return status < 300 || (status >= 400 && status < 500 && !ofHttp.has(status))
}

/** What keeps an answer from being the error of RFC 6749 section 5.2, or undefined when nothing does. */
function notErrorJson({ mediaType, json, body }: Answer): string | undefined {
  if (body === '') return 'an empty body'
  if (mediaType !== 'application/json') return mediaType === '' ? 'a body of no media type' : mediaType
  if (json === undefined) return 'a body that is not one JSON object'
  const { error, error_description: description = '', error_uri: uri = '' } = json
  if (typeof error !== 'string' || error === '') return 'no error string at the top level of its object'
  if (typeof description !== 'string') return 'an error_description that is not a string'
  return typeof uri === 'string' ? undefined : 'an error_uri that is not a string'
}
