import { check } from '../../harness/check.ts'
import type { Client, Target } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const grantTypeMissing = check({
  id: 'token.grant-type-missing',
  title: 'A request without grant_type is invalid_request',
  law: [must('RFC 6749', '5.2')],
  needs: ['token'],
  steps: {
    control: 'Send a valid token request',
    absent:
      'Send the same kind of request without grant_type, and so with a code and with a refresh token where there are any',
    empty: 'Send it with an empty grant_type, which counts as absent',
  },
  holds: 'Each answer is 400 with error=invalid_request',
  defect: 'missing-grant-type-wrong-error',
  caution: 'error=unsupported_grant_type and another 4xx status are warnings.',
  async run({ op, step, law, target }) {
    await step.control(() => op.anyGrant().tokens())
    const without = { set: { grant_type: null } }
    const absent = await step.absent(() => op.anyGrant(without))
    const empty = await step.empty(() => op.anyGrant({ set: { grant_type: '' } }))
    const seen = [
      { answer: absent, about: 'a request without grant_type' },
      { answer: empty, about: 'an empty grant_type' },
    ]
    // A server may guess the grant from the other parameters.
    const tokens = target.has('authorization_code') ? await step.control(() => op.userTokens()) : undefined
    if (tokens !== undefined) {
      const answer = await step.absent(async () => op.redeem(await op.authorize(), without))
      seen.push({ answer, about: 'a code without grant_type' })
    }
    if (tokens?.refresh_token !== undefined && target.has('refresh_token'))
      seen.push({ answer: await step.absent(() => op.refresh(tokens, without)), about: 'a refresh without grant_type' })
    law.each(seen, ({ answer, about }) =>
      law(answer, { about }).errs('invalid_request', { codes: ['unsupported_grant_type'] }),
    )
  },
})

export const grantTypeUnknown = check({
  id: 'token.grant-type-unknown',
  title: 'An unknown grant_type is unsupported_grant_type',
  law: [must('RFC 6749', '5.2')],
  needs: ['token'],
  steps: {
    control: 'Send a valid token request',
    word: 'Send the same kind of request with a made-up word as grant_type',
    uri: 'Send it with a made-up absolute URI as grant_type',
  },
  holds: 'Both answers are 400 with error=unsupported_grant_type',
  defect: 'unknown-grant-type-wrong-error',
  caution:
    'error=invalid_request, error=unauthorized_client (true as well: nobody may use it) and another 4xx status are warnings.',
  async run({ op, step, law }) {
    await step.control(() => op.anyGrant().tokens())
    const word = await step.word(() => op.anyGrant({ set: { grant_type: 'assay_unknown' } }))
    const uri = await step.uri(() => op.anyGrant({ set: { grant_type: 'https://grants.example/assay-unknown' } }))
    law.each(
      [
        { answer: word, about: 'an unknown word' },
        { answer: uri, about: 'an unknown URI' },
      ],
      ({ answer, about }) =>
        law(answer, { about }).errs('unsupported_grant_type', { codes: ['invalid_request', 'unauthorized_client'] }),
    )
  },
})

export const grantRestrictedPerClient = check({
  id: 'token.grant-restricted-per-client',
  title: 'A client cannot use a grant type it is not registered for',
  law: [must('RFC 6749', '5.2')],
  needs: ['token', 'restricted_client', 'client_credentials'],
  steps: {
    supported: 'Request a token by client_credentials with a client that may',
    control: 'Request a token with a client that is registered for other grants only',
    foreign: 'Request a token by client_credentials with that client',
  },
  holds: 'The last answer is a 4xx error without a token',
  defect: 'grant-not-restricted',
  caution: 'Rests on grant_types in the target file: they must be what the client is registered for.',
  async run({ op, step, law, target, notApplicable }) {
    const client = otherGrantsOnly(target)
    if (client === undefined) {
      return notApplicable('add a client with a client_secret whose grant_types leave out client_credentials')
    }
    await step.supported(() => op.clientCredentials().tokens())
    await step.control(() => op.anyGrant({ client }).tokens())
    const scope = client.scope?.split(' ')[0]
    const request = { grant_type: 'client_credentials', ...(scope === undefined ? {} : { scope }) }
    law(await step.foreign(() => op.token(client, request))).refuses()
  },
})

export const unauthorizedClientCode = check({
  id: 'token.unauthorized-client-code',
  title: 'The error for a grant type not allowed to the client is unauthorized_client',
  law: [must('RFC 6749', '5.2')],
  needs: ['token', 'restricted_client', 'client_credentials'],
  steps: {
    supported: 'Request a token by client_credentials with a client that may',
    control: 'Request a token with a client that is registered for other grants only',
    foreign: 'Request a token by client_credentials with that client',
  },
  holds: 'The last answer is 400 with error=unauthorized_client',
  defect: 'unauthorized-client-wrong-code',
  caution:
    'error=invalid_request and error=invalid_grant are warnings. A token is judged by token.grant-restricted-per-client.',
  async run({ op, step, law, target, notApplicable }) {
    const client = otherGrantsOnly(target)
    if (client === undefined) {
      return notApplicable('add a client with a client_secret whose grant_types leave out client_credentials')
    }
    await step.supported(() => op.clientCredentials().tokens())
    await step.control(() => op.anyGrant({ client }).tokens())
    const scope = client.scope?.split(' ')[0]
    const request = { grant_type: 'client_credentials', ...(scope === undefined ? {} : { scope }) }
    const answer = await step.foreign(() => op.token(client, request))
    if (answer.hasToken) notApplicable('the client gets a token (see token.grant-restricted-per-client)')
    law(answer).errs('unauthorized_client', { codes: ['invalid_request', 'invalid_grant'] })
  },
})

export const grantTypeCase = check({
  id: 'token.grant-type-case',
  title: 'Parameter names and grant types are case-sensitive',
  law: [security('RFC 6749', '1.9')],
  needs: ['token'],
  steps: {
    control: 'Send a valid token request',
    name: 'Send the same kind of request with the name of grant_type in upper case',
    value: 'Send it with the value of grant_type in mixed case',
  },
  holds: 'Both are refused with a 4xx error',
  defect: 'grant-type-case-insensitive',
  caution:
    'A lenient server does no harm by itself: a token is a warning. The codes are judged by token.grant-type-missing and token.grant-type-unknown.',
  async run({ op, step, law }) {
    const { answer } = await step.control(() => op.anyGrant().tokens())
    const grant = new URLSearchParams(answer.request.body).get('grant_type') ?? ''
    const mixed = grant.replaceAll(/(^|_)([a-z])/g, (initial) => initial.toUpperCase())
    const name = await step.name(() => op.anyGrant({ set: { grant_type: null, GRANT_TYPE: grant } }))
    const value = await step.value(() => op.anyGrant({ set: { grant_type: mixed } }))
    const answers = [
      { answer: name, about: 'GRANT_TYPE as a name' },
      { answer: value, about: `grant_type=${mixed}` },
    ]
    law.each(answers, (each) => {
      const tolerated = each.answer.hasToken ? 'lenient reading does no harm by itself' : undefined
      law(each.answer, { about: each.about, tolerated }).refuses()
    })
  },
})

/** A client with a secret that is registered, but not for client_credentials. */
function otherGrantsOnly({ clients }: Target): Client | undefined {
  return clients.find(
    ({ token_endpoint_auth_method: method, grant_types: grants }) =>
      /^(client_secret_(basic|post|jwt)|private_key_jwt)$/.test(method) &&
      grants?.includes('client_credentials') === false,
  )
}
