import { check } from '../../harness/check.ts'
import type { Answer, Context, Judge } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const scopeReadAndWrite = check({
  id: 'dialect.scope-read-and-write',
  title: 'A read scope does not allow writing',
  law: [must('vendor documentation', 'scopes')],
  needs: ['read_write_resource'],
  steps: {
    control: 'With a token for the scope of writing make the documented write, and with one for reading read',
    write: 'With the token for reading make the write',
    other: 'Where resource.scope_other is known: read with a token for the scope of another object',
  },
  holds: 'The write with the read scope and the call with another scope are answered 403',
  defect: 'api-method-scope-unchecked',
  caution: 'The write is made for real: resource.write should make throw-away records. Another 4xx is a warning.',
  async run({ op, step, law, target, blocked, notApplicable }) {
    const { url = '', scope, scope_other: other, write } = target.resource ?? {}
    if (write === undefined) return notApplicable(target.lacking('read_write_resource'))
    const making = { method: write.method ?? 'POST', json: write.body ?? {} }
    const place = write.url ?? url
    const writer = await step.control(() => op.tokenFor(write.scope))
    const written = await step.control(() => op.call(place, writer.access_token, making))
    if (written.status >= 300) blocked(`the write with ${write.scope} is answered ${written.describe()}`)
    const reader = await step.control(() => op.tokenFor(scope))
    const read = await step.control(() => op.call(url, reader.access_token))
    if (read.status >= 300) blocked(`the read with ${scope} is answered ${read.describe()}`)
    if ((await step.write(() => op.scopeOf(reader.answer)))?.includes(write.scope) === true)
      notApplicable(`a token for ${scope} covers ${write.scope} too`)
    const seen = [
      { about: `a write with ${scope}`, answer: await step.write(() => op.call(place, reader.access_token, making)) },
    ]
    if (other !== undefined) {
      const stranger = await step.other(() => op.tokenFor(other))
      seen.push({ about: `a read with ${other}`, answer: await step.other(() => op.call(url, stranger.access_token)) })
    }
    law.each(seen, ({ about, answer }) => forbids(law, about, answer))
  },
})

export const scopeNamesVerbatim = check({
  id: 'dialect.scope-names-verbatim',
  title: 'Scope names with a colon are taken and reported verbatim',
  law: [must('vendor documentation', 'scopes')],
  needs: ['token', 'two_scopes', 'documented_api'],
  steps: {
    token: 'Ask for two scopes of the form object:action',
    told: 'Read the scope of the answer, and what introspection or the JWT says',
  },
  holds: 'Both names come back unaltered',
  defect: 'scope-colon-mangled',
  caution: 'An answer without scope says that all was given (RFC 6749 section 5.1).',
  async run(context) {
    const { op, step, law, target, notApplicable } = context
    const own = target.findClient('service')
    const mine = own?.scope?.split(' ').filter(hasColon) ?? []
    const pair = (mine.length > 1 ? mine : target.scopes.filter(hasColon)).slice(0, 2)
    if (pair.length < 2) notApplicable('add two scopes with a colon to scopes')
    const scope = pair.join(' ')
    const answer = await step.token(() => askFor(context, scope, mine.length > 1))
    law(answer, { about: `a request for ${scope}` }).grants()
    const kept = await step.told(() => op.scopeOf(answer))
    law.each([answer.scopes, kept], (scopes) =>
      law.that(scopes === undefined || pair.every((each) => scopes.includes(each)), {
        expected: `the scopes ${scope}`,
        actual: `the scopes ${scopes?.join(' ')}`,
      }),
    )
  },
})

export const scopeLimitedPerClient = check({
  id: 'dialect.scope-limited-per-client',
  title: 'An API client is limited to the scopes selected for it',
  law: [must('vendor documentation', 'scopes')],
  needs: ['client_secret_json', 'client_credentials', 'denied_scope'],
  steps: {
    control: 'Ask with JSON for a scope the client may have',
    denied: 'Ask with JSON for the one it was not given, alone and beside the other',
  },
  holds: 'The scope is refused, or left out of the token',
  defect: 'dialect-client-scope-unlimited',
  caution: 'A scope that is left out without a word is a warning.',
  async run({ op, step, law, target, notApplicable }) {
    const client =
      target.clients.find((each) => each.denied_scope !== undefined && target.allows(each, 'client_credentials')) ??
      notApplicable(target.lacking('denied_scope'))
    const denied = client.denied_scope ?? ''
    const allowed =
      client.scope?.split(' ').find((scope) => scope !== denied && hasColon(scope)) ?? client.scope?.split(' ')[0]
    const ask = (scope: string | undefined) => op.tokenInJson(client, { grant_type: 'client_credentials', scope })
    await step.control(() => ask(allowed).tokens())
    const seen = []
    for (const scope of new Set([denied, allowed === undefined ? denied : `${allowed} ${denied}`])) {
      const answer = await step.denied(() => ask(scope))
      seen.push({ about: `a request for ${scope}`, answer, covered: await step.denied(() => op.scopeOf(answer)) })
    }
    law.each(seen, ({ about, answer, covered }) => law(answer, { about }).withholds(denied, covered))
  },
})

export const api403ForMissingScope = check({
  id: 'dialect.api-403-for-missing-scope',
  title: 'The API answers 403 for a valid token that lacks the scope',
  law: [must('vendor documentation', 'errors')],
  needs: ['scoped_resource', 'resource', 'documented_api'],
  steps: {
    control: 'Call the API with a token with the scope it demands',
    lacking: 'Call it with a token for another scope',
  },
  holds: 'The second answer is 403',
  defect: 'api-403-as-401',
  caution: 'Judged where documentation.api_statuses is true; elsewhere bearer.insufficient-scope-status judges.',
  async run({ op, step, law, target, blocked, notApplicable, expired }) {
    if (target.documentation?.api_statuses !== true)
      notApplicable('add documentation.api_statuses: true where the documentation promises 401 and 403')
    const { scope = '', scope_other: other } = target.resource ?? {}
    const right = await step.control(() => op.tokenFor(scope))
    const control = await step.control(() => op.resource(right.access_token))
    if (control.status >= 300) blocked(`the resource does not accept a token with ${scope}: ${control.describe()}`)
    const lacking = await step.lacking(() => op.tokenFor(other))
    const covered = await step.lacking(() => op.scopeOf(lacking.answer))
    if (covered?.includes(scope) === true) notApplicable(`a token for ${other} covers ${scope} too`)
    const answer = await step.lacking(() => op.resource(lacking.access_token))
    if (answer.status === 401) expired.accessToken(lacking)
    law(answer, { about: `a token for ${other}` }).status(403)
  },
})

const hasColon = (scope: string): boolean => scope.includes(':')

function forbids(law: Judge, about: string, answer: Answer): void {
  const tolerated = answer.status >= 400 && answer.status < 500 ? 'refused all the same' : undefined
  law(answer, { about, tolerated }).status(403)
}

/** The answer to a token request for the scope: of the client for itself, or else for a user. */
async function askFor({ op }: Pick<Context, 'op'>, scope: string, forItself: boolean): Promise<Answer> {
  return forItself ? op.clientCredentials({ set: { scope } }) : op.redeem(await op.authorize({ scope }))
}
