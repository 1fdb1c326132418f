import { check } from '../../harness/check.ts'
import type { Answer, Client, Context, Target } from '../../harness/context.ts'
import { should } from '../../harness/law.ts'

export const jsonAndFormAgree = check({
  id: 'dialect.json-and-form-agree',
  title: 'Form and JSON requests are treated alike, or the form is refused cleanly',
  law: [should('vendor documentation', 'token requests')],
  needs: ['client_secret_json'],
  steps: {
    json: 'Send in JSON a correct token request, and ones with a wrong secret, without and with an unknown grant_type, with a made-up code, for a scope the client may not have',
    form: 'Send the same requests as forms',
  },
  holds: 'Status, error code, scope and members of the answers are the same, or every form is refused with a 4xx error',
  defect: 'json-skips-scope-check',
  caution: 'A vendor may take JSON only.',
  async run({ op, step, law, target, nearMiss, random, note }) {
    const client = limitedClient(target)
    const cases = variants(client, { wrong: nearMiss(client.client_secret ?? ''), strange: random(16) })
    const seen: { about: string; json: Answer; form: Answer }[] = []
    for (const [about, variant] of Object.entries(cases)) {
      const json = await step.json(() => send(op, client, variant, true))
      const form = await step.form(() => send(op, client, variant, false))
      seen.push({ about, json, form })
    }
    if (seen.every(({ form }) => !form.hasToken)) {
      note('forms are refused: this server takes JSON only')
      return law.each(seen, ({ about, form }) => law(form, { about: `a form with ${about}` }).refusesCleanly())
    }
    law.each(seen, ({ about, json, form }) =>
      law.that(told(json) === told(form), {
        expected: `the same answer to both for ${about}`,
        actual: `${told(json)} to JSON, ${told(form)} to the form`,
      }),
    )
  },
})

type Variant = Readonly<Record<string, string | null>> & { readonly secret?: string }

/** A client that sends JSON bodies: one with a denied scope where there is one, so that it can be asked for. */
function limitedClient(target: Target): Client {
  const clients = target.clients.filter(({ token_endpoint_auth_method: method }) => method === 'client_secret_json')
  return clients.find(({ denied_scope: denied }) => denied !== undefined) ?? target.client('json')
}

async function send(op: Context['op'], client: Client, { secret, ...set }: Variant, json: boolean): Promise<Answer> {
  const changed = secret === undefined ? {} : { secret }
  return op.token(client, await op.grantOf(client), { ...changed, set, json, auth: 'client_secret_post' })
}

function variants(
  { denied_scope: denied }: Client,
  { wrong, strange }: { readonly wrong: string; readonly strange: string },
): Readonly<Record<string, Variant>> {
  return {
    'a correct request': {},
    'a wrong secret': { secret: wrong },
    'no grant_type': { grant_type: null },
    'an unknown grant_type': { grant_type: strange },
    'a made-up code': { grant_type: 'authorization_code', code: strange, redirect_uri: 'https://assay.example/cb' },
    ...(denied === undefined ? {} : { 'a scope it may not have': { grant_type: 'client_credentials', scope: denied } }),
  }
}

/** What an answer amounts to, in words that can be compared. */
function told(answer: Answer): string {
  if (!answer.hasToken) return answer.describe()
  const { scope, ...members } = answer.json ?? {}
  const names = Object.keys(members).toSorted().join(', ')
  return `${answer.status} with ${names}${typeof scope === 'string' ? ` and scope ${scope}` : ''}`
}
