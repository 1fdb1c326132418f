import { check } from '../../harness/check.ts'
import type { Answer, Target, Tokens } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const membersTellTheTruth = check({
  id: 'introspection.members-tell-the-truth',
  title: 'client_id, scope and exp of the introspection answer describe the token that was asked about',
  law: [must('RFC 7662', '2.2')],
  needs: ['introspection', 'authorization_code'],
  steps: {
    token: 'Complete a code flow with a confidential client',
    introspect: 'Ask about the access token as that client and, where there is one, as another',
  },
  holds:
    "The client_id is the token's client, scope what was granted, exp the answer's time plus expires_in, iat that time, nbf not after it, iss the issuer, token_type that of the token answer; absent members aside",
  defect: 'introspect-reports-caller',
  caution:
    'A missing scope is a warning: a caller may be told only the scopes that concern it. So is another token_type, where some say what the token is for. Times have 30 seconds of room, and an iat may be dated back by five minutes.',
  async run({ op, step, law, target, blocked, notApplicable }) {
    const owner = target.client('confidential')
    const tokens = await step.token(() => op.userTokens({ client: owner }))
    const answers: Answer[] = []
    let declined = true
    for (const client of op.callers(owner)) {
      const answer = await step.introspect(() => op.introspect(tokens.access_token, { client }))
      declined &&= answer.error === 'unsupported_token_type'
      const told = answer.status === 200 && answer.json !== undefined && answer.json['active'] !== false
      if (told && answers.push(answer) === 2) break
    }
    if (declined) notApplicable('introspection does not take such tokens: error=unsupported_token_type')
    if (answers.length === 0) blocked(unseen)
    const claims = answers.flatMap(({ json }) => truths(json ?? {}, tokens, target))
    law.each(claims, ({ holds, ...sides }) => law.that(holds, sides))
  },
})

const unseen = 'no configured client is told about a live token: add the client of its resource'

interface Truth {
  readonly holds: boolean
  readonly expected: string
  readonly actual: string
  readonly tolerated?: string
}

/** What the members of an answer say, beside what is known of the token; absent members say nothing. */
function truths(
  json: Readonly<Record<string, unknown>>,
  tokens: Tokens,
  { issuer, metadata, authorizationParameters: always, scopes: known }: Target,
): readonly Truth[] {
  const issued = Math.round((Date.parse(tokens.answer.header('date') ?? '') || tokens.answer.at) / 1000)
  const { client_id: id, iss, exp, iat, nbf, scope, token_type: type } = json
  const kind = tokens.answer.json?.['token_type']
  // Where the answer names no scope it is the one that was asked for (RFC 6749 section 5.1).
  const granted = (tokens.scope ?? always['scope'] ?? known[0])?.split(' ')
  const told = typeof scope === 'string' && granted !== undefined ? scope.split(' ').filter(Boolean) : undefined
  const extra = told?.filter((each) => granted?.includes(each) !== true) ?? []
  const lost = granted?.filter((each) => told?.includes(each) === false) ?? []
  const left = Number(exp) - issued
  const scopes = { expected: `scope=${granted?.join(' ') ?? ''}`, actual: `scope=${told?.join(' ') ?? ''}` }
  const own = tokens.client.client_id
  const seconds = tokens.expires_in ?? left
  const age = issued - Number(iat)
  return [
    { holds: id === undefined || id === own, expected: `client_id=${own}`, actual: `client_id=${String(id)}` },
    {
      holds: iss === undefined || iss === issuer || iss === metadata['issuer'],
      expected: `iss=${issuer}`,
      actual: `iss=${String(iss)}`,
    },
    {
      holds: exp === undefined || Math.abs(left - seconds) <= 30,
      expected: `an exp ${seconds} s after the token was issued, as expires_in says`,
      actual: `an exp ${left} s after it`,
    },
    { holds: iat === undefined || (age <= 300 && age >= -30), expected: 'iat now', actual: `iat ${age} s ago` },
    { holds: !(Number(nbf) - issued > 30), expected: 'nbf in the past', actual: `nbf in ${Number(nbf) - issued} s` },
    {
      holds: typeof type !== 'string' || typeof kind !== 'string' || type.toLowerCase() === kind.toLowerCase(),
      expected: `token_type=${String(kind)}`,
      actual: `token_type=${String(type)}`,
      tolerated: 'some say there what the token is for',
    },
    { holds: extra.length === 0, ...scopes },
    { holds: lost.length === 0, ...scopes, tolerated: 'a caller may be told only the scopes that concern it' },
  ]
}
