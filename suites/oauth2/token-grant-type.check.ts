import { check } from '../../harness/check.ts'
import { must } from '../../harness/law.ts'

export const grantTypeMissing = check({
  id: 'token.grant-type-missing',
  title: 'A request without grant_type is invalid_request',
  law: [must('RFC 6749', '5.2')],
  needs: ['token'],
  steps: {
    control: 'Send a valid token request',
    absent: 'Send the same kind of request without grant_type',
    empty: 'Send it with an empty grant_type, which counts as absent',
  },
  holds: 'Both answers are 400 with error=invalid_request',
  defect: 'missing-grant-type-wrong-error',
  caution: 'error=unsupported_grant_type and another 4xx status are warnings.',
  async run({ op, step, law }) {
    await step.control(() => op.anyGrant().tokens())
    const absent = await step.absent(() => op.anyGrant({ set: { grant_type: null } }))
    const empty = await step.empty(() => op.anyGrant({ set: { grant_type: '' } }))
    law.each(
      [
        { answer: absent, about: 'a request without grant_type' },
        { answer: empty, about: 'an empty grant_type' },
      ],
      ({ answer, about }) => law(answer, { about }).errs('invalid_request', { codes: ['unsupported_grant_type'] }),
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
    const client = target.clients.find(
      ({ token_endpoint_auth_method: method, grant_types: grants }) =>
        /^client_secret_(basic|post)$/.test(method) && grants?.includes('client_credentials') === false,
    )
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
