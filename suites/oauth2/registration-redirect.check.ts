import { check } from '../../harness/check.ts'
import type { Context } from '../../harness/context.ts'
import { must, should } from '../../harness/law.ts'

export const plainHttpRefused = check({
  id: 'redirect-uri.plain-http-refused',
  title: 'A redirect URI with plain http outside loopback cannot be used',
  law: [must('RFC 9700', '2.6')],
  needs: ['authorization', 'registration'],
  steps: {
    control: 'Register a web client with an https redirect URI',
    plain: 'Register one with an http URI on a public host',
    flow: 'When that works: send an authorization request with it',
  },
  holds: 'The registration is refused or gives another redirect URI, or the flow ends without a code',
  defect: 'redirect-http-allowed',
  caution: 'RFC 6749 §3.1.2.1 alone only asks for a warning to the user.',
  async run({ op, step, law, notApplicable }) {
    const control = await step.control(() => op.register({ ...web, redirect_uris: [secure] }))
    if (control.client === undefined) return notApplicable(refused(control.answer.describe()))
    const { client } = await step.plain(() => op.register({ ...web, redirect_uris: [plain] }))
    if (client?.redirect_uris.includes(plain) !== true) return
    const landing = await step.flow(() => op.authorization({ client, redirectUri: plain }))
    law(landing, { about: 'a request with an http redirect_uri' }).refuses('invalid_request')
  },
})

export const registrationRequired = check({
  id: 'redirect-uri.registration-required',
  title: 'A public client without a registered redirect URI gets no code',
  law: [must('RFC 6749', '3.1.2.2')],
  needs: ['authorization', 'registration'],
  steps: {
    control: 'Register a public client with a redirect URI',
    without: 'Register one without redirect_uris, and one with an empty list',
    flow: 'Where that works: send an authorization request with a redirect_uri of its own choice',
  },
  holds: 'The registration is refused, or each authorization request of that client ends without a code',
  defect: 'redirect-uris-optional',
  caution: 'Where no public client can be registered at all there is nothing to judge.',
  async run({ op, step, law, notApplicable }) {
    const control = await step.control(() => op.register({ ...open, redirect_uris: [secure] }))
    if (control.client?.token_endpoint_auth_method !== 'none') notApplicable(refused(control.answer.describe()))
    const tried = { 'a client without redirect_uris': open, 'one with an empty list': { ...open, redirect_uris: [] } }
    for (const [about, metadata] of Object.entries(tried)) {
      const { client } = await step.without(() => op.register(metadata))
      if (client?.token_endpoint_auth_method !== 'none') continue
      const landing = await step.flow(() => op.authorization({ client, redirectUri: elsewhere }))
      law(landing, { about }).refuses('invalid_request', 'unauthorized_client')
    }
  },
})

export const privateSchemeNeedsDot = check({
  id: 'native.private-scheme-needs-dot',
  title: 'A redirect URI with a scheme of one word is refused at registration',
  law: [should('RFC 8252', '8.4')],
  needs: ['registration'],
  steps: {
    control: 'Register a native client with a reversed domain name as the scheme of its redirect URI',
    dotless: 'Register one whose scheme has no period',
  },
  holds: 'The registration is refused with invalid_redirect_uri or invalid_client_metadata',
  defect: 'private-scheme-dotless',
  caution: 'Common products accept such schemes: a warning.',
  async run({ op, step, law, notApplicable }) {
    const control = await step.control(() => op.register({ ...native, redirect_uris: ['com.example.assay:/callback'] }))
    if (control.client === undefined) return notApplicable(refused(control.answer.describe()))
    const uri = 'assayexample:/callback'
    const { client, answer } = await step.dotless(() => op.register({ ...native, redirect_uris: [uri] }))
    law.that(client?.redirect_uris.includes(uri) !== true, {
      expected: 'a refusal of a scheme without a period',
      actual: `${answer.status} with a client that has it`,
    })
    if (client === undefined) law(answer).errs(['invalid_redirect_uri', 'invalid_client_metadata'])
  },
})

export const secretEntropy = check({
  id: 'client-auth.secret-entropy',
  title: 'The secrets of registered clients carry at least 128 bits of randomness',
  law: [must('RFC 6749', '10.10')],
  needs: ['token', 'registration'],
  steps: { clients: 'Register ten clients that get a secret' },
  holds:
    'The secrets differ, and what varies between them holds 128 bits (96 measured, since a small series underestimates)',
  defect: 'client-secret-weak',
  caution: 'A server that hands out no secret at registration has none to measure.',
  async run(context) {
    const { law, measure, notApplicable } = context
    const secrets = await context.step.clients(() => secretsOf(context))
    const longest = Math.max(...secrets.map((secret) => secret.length))
    law.that(new Set(secrets).size === secrets.length, {
      expected: 'a secret of its own for every client',
      actual: `${new Set(secrets).size} different secrets among ${secrets.length}`,
    })
    law.that(measure.mostBits(longest) >= least, {
      expected: '128 bits in the secrets',
      actual: `at most ${longest} characters, which cannot hold them`,
    })
    if (secrets.length < many) return notApplicable(`${secrets.length} secrets are too few for a measurement`)
    const found = measure.bits(secrets)
    law.that(found >= least, { expected: '128 bits in the secrets (96 measured)', actual: `${found} bits measured` })
  },
})

const secure = 'https://client.example/assay'
const plain = 'http://client.example/assay'
const elsewhere = 'https://elsewhere.example/assay'

const web = { application_type: 'web', grant_types: ['authorization_code'], response_types: ['code'] }
const open = { ...web, token_endpoint_auth_method: 'none' }
const native = { ...open, application_type: 'native' }

/** Secrets of a series, and the bits measured that count as 128. */
const many = 10
const least = 96

/** One after the other; ends early where the server has had enough. */
async function secretsOf({ op, notApplicable }: Pick<Context, 'op' | 'notApplicable'>): Promise<readonly string[]> {
  const secrets: string[] = []
  while (secrets.length < many) {
    const { answer, client } = await op.register({ ...web, redirect_uris: [secure] })
    if (client?.client_secret === undefined) {
      if (secrets.length === 0) notApplicable(refused(answer.describe()))
      break
    }
    secrets.push(client.client_secret)
  }
  return secrets
}

function refused(answer: string): string {
  return `no such client can be registered, even made right (${answer}): add registration.metadata if the server wants more`
}
