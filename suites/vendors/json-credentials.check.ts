import { check } from '../../harness/check.ts'
import { must } from '../../harness/law.ts'

export const jsonWrongSecret = check({
  id: 'dialect.json-wrong-secret',
  title: 'A wrong id or secret in a JSON body is invalid_client',
  law: [must('vendor documentation', 'errors')],
  needs: ['client_secret_json'],
  steps: {
    control: 'Send a correct token request in JSON',
    wrong: 'Send it with a wrong secret, with an unknown client_id, without a secret, with an empty secret',
  },
  holds:
    'Each answer is 400 or 401 with error=invalid_client; a secret that is missing or empty may be invalid_request',
  defect: 'json-secret-unchecked',
  caution: 'Another status with the right code, and access_denied, which hosted services send, are a warning.',
  async run({ op, step, law, target, nearMiss, random }) {
    const client = target.client('json')
    const members = await step.control(() => op.grantOf(client))
    await step.control(() => op.tokenInJson(client, members).tokens())
    const cases: readonly (readonly [about: string, changed: Readonly<Record<string, unknown>>, empty?: true])[] = [
      ['a wrong secret', { client_secret: nearMiss(client.client_secret ?? '') }],
      ['an unknown client_id', { client_id: random(20) }],
      ['no secret', { client_secret: undefined }, true],
      ['an empty secret', { client_secret: '' }, true],
    ]
    const seen = []
    for (const [about, changed, empty] of cases) {
      const fresh = await step.wrong(() => op.grantOf(client))
      const answer = await step.wrong(() => op.tokenInJson(client, { ...fresh, ...changed }))
      seen.push({ answer, about, codes: empty ? ['invalid_client', 'invalid_request'] : ['invalid_client'] })
    }
    law.each(seen, ({ answer, about, codes }) => law(answer, { about }).errs(codes, { codes: ['access_denied'] }))
  },
})

export const jsonCodeReuse = check({
  id: 'dialect.json-code-reuse',
  title: 'A code redeemed with JSON is single-use',
  law: [must('vendor documentation', 'errors')],
  needs: ['client_secret_json', 'authorization_code'],
  steps: {
    code: 'Complete a code flow',
    first: 'Redeem the code with a JSON body',
    second: 'Redeem it with the same JSON body again',
    form: 'Redeem it once more with a form',
  },
  holds: 'The second answer is 400 with error=invalid_grant, and the form gives no token either',
  defect: 'json-code-reusable',
  async run({ op, step, law }) {
    const client = op.jsonClient('authorization_code')
    const code = await step.code(() => op.authorize({ client }))
    const { value, redirectUri: redirect_uri, verifier: code_verifier } = code
    const members = { grant_type: 'authorization_code', code: value, redirect_uri, code_verifier }
    await step.first(() => op.tokenInJson(client, members).tokens())
    const second = await step.second(() => op.tokenInJson(client, members))
    const form = await step.form(() => op.redeem(code, { json: false, auth: 'client_secret_post' }))
    law(second, { about: 'the second redemption with JSON' }).refuses('invalid_grant')
    law.that(!form.hasToken, { expected: 'no token for a used code', actual: `${form.describe()} to a form` })
  },
})

export const jsonBodyCredentialsNotMixed = check({
  id: 'dialect.json-body-credentials-not-mixed',
  title: 'JSON credentials together with HTTP Basic are two methods',
  law: [must('RFC 6749', '2.3')],
  needs: ['client_secret_json', 'client_secret_basic'],
  steps: {
    control: 'Send a correct token request in JSON',
    same: 'Send it with the same credentials in HTTP Basic too',
    other: 'Send it with HTTP Basic of another client',
  },
  holds: 'Each is refused with error=invalid_request or invalid_client',
  defect: 'json-and-basic-mixed',
  caution: 'A token where both say the same is a warning: many servers let one method win.',
  async run({ op, step, law, target }) {
    const client = target.client('json')
    const other = target.client('basic')
    const { client_id, client_secret = '' } = client
    const both = { json: true, auth: 'client_secret_basic', set: { client_id, client_secret } } as const
    await step.control(async () => op.tokenInJson(client, await op.grantOf(client)).tokens())
    const same = await step.same(async () => op.token(client, await op.grantOf(client), both))
    const mixed = await step.other(async () => op.token(client, await op.grantOf(client), { ...both, client: other }))
    const equal = same.hasToken ? 'both say the same, and one method wins' : undefined
    const seen = [
      { answer: mixed, about: 'HTTP Basic of another client beside JSON', tolerated: undefined },
      { answer: same, about: 'HTTP Basic of the same client beside JSON', tolerated: equal },
    ]
    law.each(seen, ({ answer, ...weighing }) => law(answer, weighing).refuses('invalid_request', 'invalid_client'))
  },
})
