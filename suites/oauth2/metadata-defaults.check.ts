import { check } from '../../harness/check.ts'
import type { Target } from '../../harness/context.ts'
import { security } from '../../harness/law.ts'

export const omittedMeansDefault = check({
  id: 'metadata.omitted-means-default',
  title: 'Where the metadata leaves a list out, the server does what its default says',
  law: [security('RFC 8414', '2')],
  needs: ['discovery', 'token'],
  steps: {
    token: 'Without token_endpoint_auth_methods_supported: request a token with HTTP Basic',
    post: 'Where that is refused: the same with the secret in the body',
    revocation: 'Without revocation_endpoint_auth_methods_supported: revoke a token with HTTP Basic',
    query: 'Without response_modes_supported: ask for response_mode=query',
  },
  holds: 'HTTP Basic authenticates the client, and the code arrives in the query',
  defect: 'metadata-omits-nondefault-auth',
  caution:
    'Only a client that is registered for HTTP Basic can tell. What introspection takes by default is not said anywhere.',
  async run({ op, step, law, target, notApplicable, blocked }) {
    const { basic, revocation, modes } = omitted(target)
    if (basic === undefined && revocation === undefined && !modes) notApplicable(complete)
    if (basic !== undefined) {
      const answer = await step.token(() => op.anyGrant({ client: basic, auth: 'client_secret_basic' }))
      const post = answer.hasToken ? answer : await step.post(() => op.anyGrant({ client: basic, auth: inBody }))
      if (!post.hasToken) blocked(`client ${basic.name} gets no token either way: ${answer.describe()}`)
      law(answer, { about: 'a token request with HTTP Basic' }).grants()
    }
    if (revocation !== undefined) {
      const { access_token: token } = await step.revocation(() => op.anyGrant({ client: revocation }).tokens())
      const answer = await step.revocation(() => op.revoke(token, { client: revocation, auth: 'client_secret_basic' }))
      const known = answer.status !== 401 && answer.error !== 'invalid_client'
      law.that(known, { expected: 'a revocation with HTTP Basic', actual: answer.describe() })
    }
    if (!modes) return
    const plain = await step.query(() => op.walk())
    const { landing, response } = await step.query(() => op.walk({ parameters: { response_mode: 'query' } }))
    if (plain.landing.kind !== 'code') blocked('no code even without response_mode')
    const how = landing.kind === 'code' ? response?.how : 'no code'
    law.that(how === 'query', { expected: 'a code in the query', actual: how ?? 'no code' })
  },
})

const inBody = 'client_secret_post'

/** What can be tried of the lists that are not there. */
function omitted({ metadata, findClient, has }: Target) {
  const lacks = (name: string): boolean => metadata[name] === undefined
  const basic = findClient('basic')
  return {
    basic: lacks('token_endpoint_auth_methods_supported') ? basic : undefined,
    revocation: lacks('revocation_endpoint_auth_methods_supported') && has('revocation') ? basic : undefined,
    modes: lacks('response_modes_supported') && has('authorization_code'),
  }
}

const complete = 'the metadata leaves out no list whose default can be tried'
