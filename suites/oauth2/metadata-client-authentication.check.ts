import { check } from '../../harness/check.ts'
import type { Change, Target } from '../../harness/context.ts'
import { security } from '../../harness/law.ts'

const list = 'token_endpoint_auth_methods_supported'

export const authMethodsReallyWork = check({
  id: 'metadata.auth-methods-really-work',
  title: 'Every advertised authentication method that a configured client uses really authenticates it',
  law: [security('RFC 8414', '2')],
  needs: ['discovery', 'token'],
  steps: {
    method: 'Send a valid token request with each advertised method for which there is a client',
    other: 'Where a secret is refused, send it the other way, in HTTP Basic or in the body, to see that it is right',
  },
  holds: 'No client is refused',
  defect: 'metadata-auth-method-broken',
  caution:
    'Methods without a client are not judged and noted; nor is a secret that is refused both ways: it may be wrong. Signed assertions are judged by jwt-client-auth.accepted.',
  async run({ op, step, law, target, note, notApplicable, blocked }) {
    const listed = listedIn(target) ?? notApplicable(`the metadata has no ${list}: add it under metadata`)
    const judged = methods.filter(({ name, role }) => listed.includes(name) && target.findClient(role) !== undefined)
    if (judged.length === 0) notApplicable(`add a client that uses one of ${listed.join(', ')}`)
    const left = listed.filter((name) => !name.endsWith('_jwt') && judged.every((each) => each.name !== name))
    if (left.length > 0) note(`not judged for want of a client: ${left.join(', ')}`)
    for (const { name, role, swapped } of judged) {
      const client = target.client(role)
      const answer = await step.method(() => op.anyGrant({ client }))
      const refused = answer.error === 'invalid_client' || answer.status === 401
      if (answer.hasToken || !refused) continue
      if (swapped !== undefined) {
        const other = await step.other(() => op.anyGrant({ client, auth: swapped }))
        if (!other.hasToken) blocked(`the secret of client ${client.name} is refused both ways: correct it`)
      }
      law(answer, { about: `client ${client.name} by ${name}` }).grants()
    }
  },
})

export const unlistedAuthMethodsRefused = check({
  id: 'metadata.unlisted-auth-methods-refused',
  title: 'A client cannot authenticate with a method the metadata does not list',
  law: [security('RFC 8414', '2')],
  needs: ['discovery', 'token', 'client_secret'],
  steps: {
    control: 'Send a valid token request as a client with a secret',
    bare: 'Send it with client_id alone',
    unlisted:
      'Send it with the right secret in the query, in a JSON body, and in the form body where client_secret_post is not listed',
  },
  holds: 'Each is refused, 400 or 401 with error=invalid_client or invalid_request',
  defect: 'accepts-secret-in-json-body',
  caution:
    'client_secret_post without being listed is a warning, and so is everything where the list is missing. JSON bodies are not judged where the target file adds client_secret_json.',
  async run({ op, step, law, target, notApplicable }) {
    const client = target.client('secret')
    await step.control(() => op.anyGrant({ client }).tokens())
    const bare = await step.bare(() => op.anyGrant({ client, auth: 'none' }))
    if (bare.hasToken) notApplicable('no client has to authenticate (see client-auth.required-for-confidential)')
    const listed = listedIn(target)
    for (const { change, about, excuse } of unlisted(target, client.client_id, client.client_secret ?? '')) {
      const answer = await step.unlisted(() => op.anyGrant({ client, ...change }))
      const tolerated = listed === undefined ? `${list} is not there to be read` : excuse
      const weighing = { about, tolerated: answer.hasToken ? tolerated : undefined }
      law(answer, weighing).refuses('invalid_client', 'invalid_request')
    }
  },
})

const methods = [
  { name: 'client_secret_basic', role: 'basic', swapped: 'client_secret_post' },
  { name: 'client_secret_post', role: 'post', swapped: 'client_secret_basic' },
  { name: 'none', role: 'public', swapped: undefined },
] as const

interface Attempt {
  readonly about: string
  readonly change: Change
  readonly excuse?: string
}

/** The ways a secret can travel that the target does not list. */
function unlisted(target: Target, id: string, secret: string): readonly Attempt[] {
  const credentials = { client_id: id, client_secret: secret }
  const inForm = listedIn(target)?.includes('client_secret_post') === true
  return [
    { about: 'the secret in the query', change: { auth: 'nothing', query: credentials } },
    ...(target.has('client_secret_json')
      ? []
      : [{ about: 'the secret in a JSON body', change: { auth: 'client_secret_post', json: true } } as const]),
    ...(inForm
      ? []
      : [
          {
            about: 'the secret in the form body',
            change: { auth: 'client_secret_post' },
            excuse: 'a server that takes the secret in Basic often takes it in the body too',
          } as const,
        ]),
  ]
}

function listedIn({ metadata }: Target): readonly string[] | undefined {
  const value = metadata[list]
  return Array.isArray(value) ? value.map(String) : undefined
}
