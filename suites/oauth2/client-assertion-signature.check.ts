import { check } from '../../harness/check.ts'
import type { AssertionTries, Client, Context, TriedAssertion } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const wrongSignature = check({
  id: 'jwt-client-auth.wrong-signature',
  title: 'An assertion that the client did not sign authenticates nobody',
  law: [must('RFC 7523', '3')],
  needs: ['token', 'jwt_client_auth'],
  steps: {
    control: 'Send a token request with a good assertion, by each method that a client of the target uses',
    wrong:
      'Send one signed with a strange key or secret, with the key in its header too, one with a byte of the signature and one with a claim changed',
  },
  holds: 'Each is refused with a 4xx error',
  defect: 'assertion-signature-unchecked',
  caution: 'The error code is judged by jwt-client-auth.error-code.',
  async run({ op, step, law }) {
    const seen: TriedAssertion[] = []
    for (const client of op.signers()) {
      await step.control(() => op.anyGrant({ client }).tokens())
      const shared = client.token_endpoint_auth_method === 'client_secret_jwt'
      const tries: AssertionTries = {
        'a strange signature': { signer: 'stranger' },
        'a signature with one byte changed': { altered: 'signature' },
        'a claim changed after the signature': { altered: 'claims' },
        ...(shared
          ? { 'an empty secret': { signer: { secret: '' } } }
          : { 'a strange key that stands in its header': { signer: 'stranger', keyInHeader: true } }),
      }
      seen.push(...(await step.wrong(() => op.tryAssertions(client, tries))))
    }
    law.each(seen, ({ answer, about }) => law(answer, { about }).refuses())
  },
})

export const algNone = check({
  id: 'jwt-client-auth.alg-none',
  title: 'An unsigned assertion authenticates nobody',
  law: [must('RFC 7523', '3')],
  needs: ['token', 'jwt_client_auth'],
  steps: {
    control: 'Send a token request with a good assertion, by each method that a client of the target uses',
    unsigned: 'Send unsigned ones: alg none, None and NONE with an empty signature, and alg none without that part',
  },
  holds: 'Each is refused with a 4xx error',
  defect: 'assertion-alg-none',
  async run({ op, step, law }) {
    const seen: TriedAssertion[] = []
    for (const client of op.signers()) {
      await step.control(() => op.anyGrant({ client }).tokens())
      const unsigned = await op.assertion(client, { header: { alg: 'none' } })
      const tries = {
        'alg none': { header: { alg: 'none' } },
        'alg None': { header: { alg: 'None' } },
        'alg NONE': { header: { alg: 'NONE' } },
        'alg none without the third part': unsigned.slice(0, -1),
      }
      seen.push(...(await step.unsigned(() => op.tryAssertions(client, tries))))
    }
    law.each(seen, ({ answer, about }) => law(answer, { about }).refuses())
  },
})

export const algConfusion = check({
  id: 'jwt-client-auth.alg-confusion',
  title: 'A public key is not taken for a shared secret',
  law: [security('RFC 8725', '3.1')],
  needs: ['token', 'private_key_jwt'],
  steps: {
    control: 'Send a token request with a good assertion',
    confused: 'Send assertions under HS256, with each usual spelling of the public key of the client as secret',
  },
  holds: 'Each is refused with a 4xx error',
  defect: 'assertion-hs256-with-public-key',
  caution: 'Where a client with a private key has a client_secret too, that one is tried as well.',
  async run({ op, step, law, target }) {
    const client = target.client('private_key_jwt')
    await step.control(() => op.anyGrant({ client }).tokens())
    const { client_secret: own } = client
    const secrets = { ...op.publicKeySpellings(client), ...(own === undefined ? {} : { 'its client_secret': own }) }
    const tries = Object.fromEntries(
      Object.entries(secrets).map(([what, secret]) => [what, { header: { alg: 'HS256' }, signer: { secret } }]),
    )
    const seen = await step.confused(() => op.tryAssertions(client, tries))
    law.each(seen, ({ answer, about }) => law(answer, { about: `HS256 with ${about}` }).refuses())
  },
})

export const keyOfAnotherClient = check({
  id: 'jwt-client-auth.key-of-another-client',
  title: 'The key of one client does not authenticate another',
  law: [must('RFC 7523', '3'), must('RFC 7521', '4.2')],
  needs: ['token', 'jwt_client_auth', 'second_client'],
  steps: {
    control: 'Send a token request with a good assertion, by each method that a client of the target uses',
    foreign: 'Send one about the client, signed by another client, and one of that other client beside the client_id',
  },
  holds: 'Each is refused with a 4xx error',
  defect: 'assertion-any-registered-key',
  caution: 'Wants two clients of the method with different keys that fit the same algorithms.',
  async run({ op, step, law, target, notApplicable }) {
    const seen: TriedAssertion[] = []
    for (const client of op.signers()) {
      const other = strangerTo(op, client, target.clients)
      if (other === undefined) continue
      await step.control(() => op.anyGrant({ client }).tokens())
      const theirs = await op.assertion(other)
      const tries = { 'the key of another client': { signer: other }, 'the assertion of another client': theirs }
      seen.push(...(await step.foreign(() => op.tryAssertions(client, tries))))
    }
    if (seen.length === 0) notApplicable('add a second client with private_key_jwt whose key is of the same type')
    law.each(seen, ({ answer, about }) => law(answer, { about }).refuses())
  },
})

export const registeredAlg = check({
  id: 'jwt-client-auth.registered-alg',
  title: 'An assertion under an algorithm the client is not registered with is refused',
  law: [security('RFC 8725', '3.1')],
  needs: ['token', 'private_key_jwt'],
  steps: {
    control: 'Send a token request with a good assertion',
    other: 'Send one signed with the same key under another algorithm that fits it',
  },
  holds: 'The answer is a refusal, a 4xx error',
  defect: 'assertion-any-alg',
  caution:
    'Only for clients with token_endpoint_auth_signing_alg in the target file, or where the key fits an algorithm that the metadata does not list.',
  async run({ op, step, law, target, notApplicable }) {
    const client = target.client('private_key_jwt')
    const listed = target.metadata['token_endpoint_auth_signing_alg_values_supported']
    const good = client.token_endpoint_auth_signing_alg
    if (good === undefined && !Array.isArray(listed)) notApplicable('add token_endpoint_auth_signing_alg to the client')
    const fitting = op.fittingAlgorithms(client, algorithms)
    const known: readonly unknown[] = good === undefined && Array.isArray(listed) ? listed : [good]
    const alg = fitting.find((each) => !known.includes(each))
    if (alg === undefined) return notApplicable('the key of the client fits no other algorithm: give it an RSA key')
    await step.control(() => op.anyGrant({ client }).tokens())
    const answer = await step.other(() => op.anyGrant({ client, assertion: { header: { alg } } }))
    law(answer, { about: `an assertion under ${alg}` }).refuses()
  },
})

const algorithms = ['RS256', 'PS256', 'ES256', 'ES384', 'ES512', 'EdDSA', 'RS384', 'PS384', 'RS512', 'PS512']

/** Another client that signs in the same way with another key. */
function strangerTo({ fittingAlgorithms }: Context['op'], to: Client, clients: readonly Client[]): Client | undefined {
  const { token_endpoint_auth_method: method, client_secret: secret } = to
  const others = clients.filter(({ client_id: id }) => id !== to.client_id)
  if (method !== 'private_key_jwt') return others.find((each) => each.client_secret && each.client_secret !== secret)
  const own = fittingAlgorithms(to, algorithms)
  return others
    .filter((each) => each.token_endpoint_auth_method === method && each.jwks !== undefined)
    .filter(({ jwks }) => JSON.stringify(jwks) !== JSON.stringify(to.jwks))
    .find((each) => fittingAlgorithms(each, own).length > 0)
}
