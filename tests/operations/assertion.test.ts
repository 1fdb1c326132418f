import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { compactVerify, decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect, test } from 'vitest'

import { fittingAlgorithms, makeAssertion, publicKeySpellings } from '../../harness/operations/assertion.ts'
import { tokenRequest } from '../../harness/operations/token-request.ts'
import { NotApplicable } from '../../harness/verdict.ts'
import { clientWith } from './clients.ts'

const audience = 'https://as.example'
const { privateKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const { privateKey: ec } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const jwkOf = (key: typeof rsa, more: object = {}) => ({ keys: [{ ...key.export({ format: 'jwk' }), ...more }] })

const signer = clientWith({
  client_secret: undefined,
  token_endpoint_auth_method: 'private_key_jwt',
  jwks: jwkOf(rsa, { kid: 'one' }),
})
const sealer = clientWith({ token_endpoint_auth_method: 'client_secret_jwt' })

const isSignedBy = (jwt: string, key: Parameters<typeof compactVerify>[1]): Promise<boolean> =>
  compactVerify(jwt, key).then(
    () => true,
    () => false,
  )

describe('an assertion', () => {
  test('says what RFC 7523 section 3 asks, for a minute, and is never the same', async () => {
    const [one, two] = await Promise.all([makeAssertion(signer, audience), makeAssertion(signer, audience)])
    const { iat = 0, exp, jti, ...claims } = decodeJwt(one)

    expect(claims).toEqual({ iss: 'web', sub: 'web', aud: audience })
    expect(exp).toBe(iat + 60)
    expect(jti).not.toBe(decodeJwt(two).jti)
  })

  test.each([
    ['RS256 for an RSA key', {}, 'RS256'],
    ['the alg of the key', { jwks: jwkOf(rsa, { alg: 'PS384' }) }, 'PS384'],
    ['the registered one before all', { token_endpoint_auth_signing_alg: 'PS256' }, 'PS256'],
    ['ES256 for P-256', { jwks: jwkOf(ec) }, 'ES256'],
  ])('is signed with %s', async (_, change, alg) => {
    const jwt = await makeAssertion({ ...signer, ...change }, audience)

    expect(decodeProtectedHeader(jwt).alg).toBe(alg)
    expect(await isSignedBy(jwt, createPublicKey(alg === 'ES256' ? ec : rsa))).toBe(true)
  })

  test('of client_secret_jwt is sealed with the secret', async () => {
    expect(await isSignedBy(await makeAssertion(sealer, audience), Buffer.from('a-secret'))).toBe(true)
    const wrong = await makeAssertion(sealer, audience, {}, { secret: 'another' })
    expect(await isSignedBy(wrong, Buffer.from('a-secret'))).toBe(false)
  })

  test('loses what is set to null and gains what is added', async () => {
    const jwt = await makeAssertion(signer, audience, {
      claims: { iss: null, nbf: 7 },
      header: { typ: null, cty: 'x' },
    })

    expect(decodeJwt(jwt)).toMatchObject({ sub: 'web', nbf: 7 })
    expect(decodeJwt(jwt)).not.toHaveProperty('iss')
    expect(decodeProtectedHeader(jwt)).toEqual({ alg: 'RS256', kid: 'one', cty: 'x' })
  })

  test.each(['none', 'None', 'NONE'])('under %s has an empty signature', async (alg) => {
    expect(await makeAssertion(signer, audience, { header: { alg } })).toMatch(/^[\w-]+\.[\w-]+\.$/)
  })

  test.each([{ signer: 'stranger' }, { altered: 'signature' }, { altered: 'claims' }] as const)(
    'with %o is not the one the client signs, under the same kid',
    async (options) => {
      for (const client of [signer, sealer]) {
        const jwt = await makeAssertion(client, audience, options)
        const key = client === signer ? createPublicKey(rsa) : Buffer.from('a-secret')

        expect(await isSignedBy(jwt, key)).toBe(false)
        expect(decodeProtectedHeader(jwt).kid).toBe(client === signer ? 'one' : undefined)
        expect(decodeJwt(jwt).iss).toBe('web')
      }
    },
  )

  test('names another client when another client_id is asked for', async () => {
    expect(decodeJwt(await makeAssertion(signer, audience, {}, { clientId: 'x' }))).toMatchObject({
      iss: 'x',
      sub: 'x',
    })
  })

  test('of a client with a key is signed with a strange one when the secret has to be another', async () => {
    const jwt = await makeAssertion(signer, audience, {}, { secret: 'x' })

    expect(decodeProtectedHeader(jwt)).toMatchObject({ alg: 'RS256', kid: 'one' })
    expect(await isSignedBy(jwt, createPublicKey(rsa))).toBe(false)
  })

  test('cannot be made without a key', async () => {
    const keyless = { ...signer, jwks: { keys: [{ kty: 'RSA' }] } }

    await expect(makeAssertion(keyless, audience)).rejects.toThrow(NotApplicable)
  })
})

test('a public key can be spelt in five ways, none of which holds the private key', () => {
  const spellings = publicKeySpellings(signer)
  const { d = '' } = rsa.export({ format: 'jwk' })

  expect(Object.keys(spellings)).toHaveLength(5)
  for (const spelling of Object.values(spellings)) expect(Buffer.from(spelling).toString()).not.toContain(d)
})

test('an RSA key fits the RSA algorithms only', () => {
  expect(fittingAlgorithms(signer, ['RS256', 'ES256', 'PS512', 'HS256', 'none'])).toEqual(['RS256', 'PS512'])
})

test('in a request the assertion stands beside client_id, its type and the grant', () => {
  const { body, headers } = tokenRequest('https://as.example/token', signer, { code: 'c' }, { assertion: 'a.b.c' })

  expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
    code: 'c',
    client_id: 'web',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: 'a.b.c',
  })
  expect(headers.map(([name]) => name)).not.toContain('authorization')
  expect(tokenRequest('https://as.example/token', signer, {}, { auth: 'none', assertion: 'a' }).body).toBe(
    'client_id=web',
  )
})
