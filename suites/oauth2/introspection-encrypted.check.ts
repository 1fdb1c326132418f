import { check } from '../../harness/check.ts'
import type { Answer, Client, Context } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const noDowngradeFromEncryption = check({
  id: 'introspection-jwt.no-downgrade-from-encryption',
  title: 'A client that is registered for encrypted introspection answers is told nothing in plain JSON',
  law: [must('RFC 9701', '5')],
  needs: ['introspection', 'introspection_jwt', 'registration', 'token'],
  steps: {
    register: 'Register a client with an encryption key and introspection_encrypted_response_alg',
    token: 'Get an access token as that client',
    control: 'Ask about it with Accept: application/token-introspection+jwt and see that the answer is encrypted',
    plain: 'Ask the same with Accept: application/json',
    bare: 'Ask that with the client_id alone, without credentials',
  },
  holds: 'Both requests for JSON are refused with 400 or another 4xx status, or the answer is encrypted all the same',
  defect: 'introspect-jwt-plain-on-demand',
  caution:
    'JSON to a client that has proven who it is is a warning, and to anybody else a failure. Judged only where a client can be registered so and then gets encrypted answers.',
  async run(context) {
    const { op, step, law, blocked, notApplicable } = context
    const client = await step.register(() => encrypting(context))
    const tokens = await step.token(() => op.anyGrant({ client }).tokens())
    const ask = (accept: string) => op.introspect(tokens.access_token, { client, headers: { accept } })
    const control = await step.control(() => ask('application/token-introspection+jwt'))
    if (control.status === 429 || control.status >= 500) blocked(control.describe(), { transient: true })
    if (!isEncrypted(control)) notApplicable(`the answer is not encrypted: ${control.describe()}`)
    const headers = { accept: 'application/json' }
    const plain = await step.plain(() => ask(headers.accept))
    const bare = await step.bare(() => op.introspect(tokens.access_token, { client, headers, auth: 'none' }))
    context.expired.accessToken(tokens)
    const tolerated = 'the caller has proven who it is'
    const asked = [
      { answer: bare, about: 'the client_id alone' },
      { answer: plain, about: 'the client', tolerated },
    ]
    law.each(asked, (each) => keepsQuiet(context, each))
  },
})

/** Nobody has the private keys: what is encrypted for them is only looked at from outside. */
const keys = [
  {
    kty: 'RSA',
    use: 'enc',
    kid: 'rsa',
    e: 'AQAB',
    n: '6eJpnZ9ULyOZMcRjjaI86oBi2-zYXCXJw08EkH-nRLIezJGfnJ0eajGrCj6zlotYAYzHyyl_ytb4GRKNY28xa1L-F-kIP2FGVbF05kSKjvczP7wTdQUrtzxdPluMXDtvhjVTQChqOG2u_fgArPsqi4SV3QcuRf_u3uj7tYujRCMNd9EGfv3bk1EreSjl-D22XRebGZo7-iVGb14eXv_LoWv5guGNTZ2TquwQB5bumXfP2Y-zsoQ_j0eYUwflCT26RfnAMF8zTlQLSzfHfmels6uYeLigTaD38MA-AI76Loz9XSeYaK7cl0EZk43HUnrmd1ZJck8Es5ITJdtZvMjSoQ',
  },
  {
    kty: 'EC',
    use: 'enc',
    kid: 'ec',
    crv: 'P-256',
    x: 'OpWxXzsDr4U9LpX8BwokQwKX0oG5qhhNm_vMd_JgTgU',
    y: 'cAf-_vB-qddsH9oRnZ5F5ATnzZdtu2BWsZTL9ogcmt0',
  },
]

/** By preference; what the server does not list is not asked for. */
const algorithms = ['RSA-OAEP-256', 'RSA-OAEP', 'ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A256KW']

async function encrypting({ op, target, notApplicable }: Context): Promise<Client> {
  const listed = target.metadata['introspection_encryption_alg_values_supported']
  const known = algorithms.find((alg) => !Array.isArray(listed) || listed.includes(alg))
  const alg = known ?? notApplicable('no algorithm in introspection_encryption_alg_values_supported can be used here')
  const { answer, client } = await op.register({
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    token_endpoint_auth_method: 'client_secret_basic',
    jwks: { keys },
    introspection_encrypted_response_alg: alg,
  })
  if (client?.client_secret === undefined)
    return notApplicable(`no such client can be registered: ${answer.describe()}`)
  if (answer.json?.['introspection_encrypted_response_alg'] === alg) return client
  return notApplicable('the registration does not repeat introspection_encrypted_response_alg')
}

const isEncrypted = ({ status, body }: Answer): boolean => status === 200 && /^[\w-]+(?:\.[\w-]*){4}$/.test(body.trim())

interface Asked {
  readonly answer: Answer
  readonly about: string
  readonly tolerated?: string
}

function keepsQuiet({ op, law, blocked }: Context, { answer, about, tolerated }: Asked): void {
  if (isEncrypted(answer)) return
  if (answer.status === 429) blocked(answer.describe(), { transient: true })
  const signed = op.claims(answer.body.trim())?.['token_introspection']
  const told = answer.json?.['active'] === true || signed !== undefined
  const actual = `${answer.describe()} and what it knows about the token, to ${about}`
  law.that(!told, { expected: 'nothing about the token', actual, tolerated })
  const form = 'nothing is told about the token, only the refusal has another form'
  law(answer, { about, tolerated: form }).status(400, 401)
}
