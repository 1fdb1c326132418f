import { check } from '../../harness/check.ts'
import type { Answer, Context, Target } from '../../harness/context.ts'
import { must, security, should } from '../../harness/law.ts'

export const works = check({
  id: 'client-credentials.works',
  title: 'A confidential client gets a token for itself',
  law: [must('RFC 6749', '4.4.3')],
  needs: ['client_credentials'],
  steps: {
    token: "Ask for a token with grant_type=client_credentials and the client's authentication",
  },
  holds: 'The answer is 200 with an access_token',
  defect: 'client-credentials-broken',
  caution:
    "A server that needs a scope, a resource or an audience gets the client's scope and token_parameters. Nothing is judged where the answer speaks of what the client may do, such as invalid_client, unauthorized_client or invalid_scope, nor where it is unsupported_grant_type and grant_types_supported does not list the grant: the target file may be wrong.",
  async run({ op, step, law, target, blocked }) {
    const answer = await step.token(() => op.clientCredentials())
    if (isOfRegistration(answer, target))
      blocked(`client ${target.client('service').name} is refused: ${answer.describe()}; correct it in the target file`)
    law(answer).grants()
  },
})

/** Refusals that are right where the client is registered otherwise than the target file says (RFC 6749 section 5.2, RFC 8707 section 2). */
const ofRegistration: ReadonlySet<string | undefined> = new Set([
  'invalid_client',
  'unauthorized_client',
  'invalid_scope',
  'invalid_target',
  'access_denied',
])

function isOfRegistration({ error }: Answer, { metadata }: Target): boolean {
  const listed = metadata['grant_types_supported']
  const promised = Array.isArray(listed) && listed.includes('client_credentials')
  return ofRegistration.has(error) || (error === 'unsupported_grant_type' && !promised)
}

export const authenticationRequired = check({
  id: 'client-credentials.authentication-required',
  title: 'Without client authentication there is no token',
  law: [must('RFC 6749', '4.4.2')],
  needs: ['client_credentials'],
  steps: {
    control: 'Ask for a token with the right secret',
    bare: 'Ask with client_id only',
    empty: 'Ask with an empty secret',
    wrong: 'Ask with a wrong secret',
  },
  holds: 'The three are refused with error=invalid_client; the empty secret may be invalid_request',
  defect: 'client-credentials-without-authentication',
  caution: 'An empty secret may count as a parameter without a value, which is invalid_request.',
  async run({ op, step, law, nearMiss }) {
    const { client } = await step.control(() => op.clientCredentials().tokens())
    const wrongSecret = nearMiss(client.client_secret ?? '')
    const bare = await step.bare(() => op.clientCredentials({ auth: 'none' }))
    const empty = await step.empty(() => op.clientCredentials({ secret: '' }))
    const wrong = await step.wrong(() => op.clientCredentials({ secret: wrongSecret }))
    const answers = [
      { answer: bare, about: 'client_id only', codes: ['invalid_client'] },
      { answer: empty, about: 'an empty secret', codes: ['invalid_client', 'invalid_request'] },
      { answer: wrong, about: 'a wrong secret', codes: ['invalid_client'] },
    ]
    law.each(answers, ({ answer, about, codes }) => law(answer, { about }).refuses(...codes))
  },
})

export const publicClientRefused = check({
  id: 'client-credentials.public-client-refused',
  title: 'A public client cannot use the grant',
  law: [must('RFC 6749', '4.4')],
  needs: ['client_credentials', 'authorization_code', 'none'],
  steps: {
    control: 'Ask for a token as a confidential client',
    served: 'Complete a code flow with a public client and redeem the code',
    public: 'Ask for a token with grant_type=client_credentials and the client_id of the public client',
  },
  holds: 'The last answer is a refusal with unauthorized_client, invalid_client or invalid_request',
  defect: 'client-credentials-public-client',
  caution: 'Another error is a warning. The public client must be one the server serves otherwise.',
  async run({ op, step, law, target }) {
    const client = target.client('public')
    await step.control(() => op.clientCredentials().tokens())
    await step.served(() => op.userTokens({ client }))
    const answer = await step.public(() => op.clientCredentials({ client }))
    law(answer, { about: 'a public client' }).refuses('unauthorized_client', 'invalid_client', 'invalid_request')
  },
})

export const noRefreshToken = check({
  id: 'client-credentials.no-refresh-token',
  title: 'The answer has no refresh token',
  law: [should('RFC 6749', '4.4.3')],
  needs: ['client_credentials'],
  steps: {
    plain: 'Ask for a token with grant_type=client_credentials',
    offline: 'Where the server lists offline_access: ask again with it added to the scope',
  },
  holds: 'No answer has a refresh_token member',
  defect: 'client-credentials-refresh-token',
  caution: 'Recommended against, not forbidden; some vendors document it.',
  async run({ op, step, law, target }) {
    const plain = await step.plain(() => op.clientCredentials().tokens())
    const answers = [plain.answer]
    if (target.has('offline_access')) {
      const scope = [plain.client.scope?.split(' ')[0], 'offline_access'].filter(Boolean).join(' ')
      answers.push(await step.offline(() => op.clientCredentials({ set: { scope } })))
    }
    const given = answers.filter(({ json }) => (json?.['refresh_token'] ?? undefined) !== undefined)
    law.that(given.length === 0, {
      expected: 'no refresh_token for a token the client can get at any time',
      actual: `${given.length} of ${answers.length} answers with a refresh_token`,
      tolerated: target.has('client_credentials_refresh') ? 'the documentation promises one' : undefined,
    })
  },
})

export const scopeLimitedToClient = check({
  id: 'client-credentials.scope-limited-to-client',
  title: 'A client does not get scopes it is not allowed to have',
  law: [security('RFC 6749', '3.3')],
  needs: ['client_credentials', 'denied_scope'],
  steps: {
    control: 'Ask for a token with a scope the client may have',
    denied: 'Ask for the scope the operator names as denied, alone and next to an allowed one',
    user: 'Where a client with a denied_scope has the code grant: ask for it next to a scope of the user in an authorization request and redeem the code',
    covered: 'Read what the token of such an answer covers',
  },
  holds: 'Each is refused with error=invalid_scope, or gives a token without that scope whose answer says so',
  defect: 'client-credentials-scope-unchecked',
  caution:
    "Which scopes a client may have is the server's policy, so the target file has to say it with denied_scope; a server that decides grant by grant wants a client of its own for it. A scope that is left out without a word is a warning.",
  async run({ op, step, law, target }) {
    const client = target.client('denied_scope')
    const denied = client.denied_scope ?? ''
    const allowed = client.scope?.split(' ')[0]
    const grant = { grant_type: 'client_credentials', ...(allowed === undefined ? {} : { scope: allowed }) }
    await step.control(() => op.token(client, grant).tokens())
    const answers: { readonly answer: Answer; readonly about: string; readonly covered: Scopes }[] = []
    for (const scope of new Set([denied, allowed === undefined ? denied : `${allowed} ${denied}`])) {
      const answer = await step.denied(() => op.token(client, { ...grant, scope }))
      answers.push({ answer, about: `a request for ${scope}`, covered: await step.covered(() => op.scopeOf(answer)) })
    }
    const landed = target.has('authorization_code') ? await step.user(() => asUser({ op, target })) : undefined
    const given = landed?.answer
    const judged = answers.map((each) => ({ ...each, scope: denied }))
    if (landed !== undefined && given !== undefined)
      judged.push({ ...landed, answer: given, covered: await step.covered(() => op.scopeOf(given)) })
    law.each(judged, ({ answer, about, covered, scope }) => law(answer, { about }).withholds(scope, covered))
    if (landed !== undefined && given === undefined) law(landed.landing, landed).refuses('invalid_scope')
  },
})

export const subjectIsNotAUser = check({
  id: 'client-credentials.subject-is-not-a-user',
  title: "A client's own token cannot be mistaken for a user's",
  law: [should('RFC 9700', '4.15.1')],
  needs: ['client_credentials'],
  steps: {
    token: 'Ask for a token with grant_type=client_credentials',
    told: 'Where the server has introspection: ask it about the token',
    user: 'Where the target has users: complete a code flow and read the subject of its token in the same way',
  },
  holds: 'Neither sub nor username, by introspection or in a JWT, is that of a user',
  defect: 'client-credentials-user-subject',
  caution:
    'A service account with a subject of its own (Keycloak) is fine, and so is the client_id. Nothing is said about an opaque token without introspection.',
  async run({ op, step, law, target, notApplicable }) {
    const asks = target.has('introspection')
    const read = async (token: string): Promise<Members> => ({
      ...op.claims(token),
      ...(asks ? (await op.introspect(token)).json : undefined),
    })
    const { access_token: own } = await step.token(() => op.clientCredentials().tokens())
    const told = await step.told(() => read(own))
    if (op.claims(own) === undefined && told['active'] !== true) notApplicable('nothing tells what the token says')
    const names = target.users.map(({ username }) => username)
    const user = target.has('authorization_code')
      ? await step.user(async () => read((await op.userTokens()).access_token))
      : {}
    const known = new Set<unknown>([...names, user['sub'], user['username']].filter((name) => name !== undefined))
    const same = ['sub', 'username'].filter((member) => known.has(told[member]))
    law.that(same.length === 0, { expected: 'a subject that no user has', actual: `${same.join(' and ')} of a user` })
  },
})

/** What a user can give a client beyond what it may have. */
async function asUser({ op, target }: Pick<Context, 'op' | 'target'>) {
  const client = target.clients.find(
    (each) => each.denied_scope !== undefined && target.allows(each, 'authorization_code'),
  )
  const scope = client?.denied_scope
  if (client === undefined || scope === undefined) return undefined
  await op.userTokens({ client })
  const asked = [...new Set([...(target.scopes[0]?.split(' ') ?? []), scope])].join(' ')
  const landing = await op.authorization({ client, scope: asked })
  const answer = landing.kind === 'code' ? await op.redeem(landing.code) : undefined
  return { scope, landing, answer, about: `an authorization request for ${asked}` }
}

type Members = Readonly<Record<string, unknown>>

type Scopes = readonly string[] | undefined
