import { createPublicKey, createSecretKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { compactVerify, decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect, test } from 'vitest'

import { alteredJwt, signJwt, strangerKey } from '../../harness/operations/sign-jwt.ts'
import { algorithmOf, fits } from '../../harness/target/signing-algorithms.ts'

const isSignedBy = (jwt: string, key: KeyObject): Promise<boolean> =>
  compactVerify(jwt, key).then(
    () => true,
    () => false,
  )

const ecKey = (namedCurve: string): KeyObject => generateKeyPairSync('ec', { namedCurve }).privateKey
const rsaKey = (modulusLength: number): KeyObject => generateKeyPairSync('rsa', { modulusLength }).privateKey
const edKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey

describe('a signed JWT', () => {
  test.each(['RS256', 'RS512', 'PS256', 'PS384', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'])(
    'under %s is one that jose verifies, with the stranger of that algorithm',
    async (alg) => {
      const key = await strangerKey(alg)
      const jwt = signJwt({ alg, kid: 'k' }, { sub: 'a' }, { private: key })

      expect(await isSignedBy(jwt, createPublicKey(key))).toBe(true)
      expect(await isSignedBy(alteredJwt(jwt, 'signature'), createPublicKey(key))).toBe(false)
      expect(await isSignedBy(alteredJwt(jwt, 'claims'), createPublicKey(key))).toBe(false)
      expect(decodeProtectedHeader(jwt)).toEqual({ alg, kid: 'k' })
      expect(decodeJwt(alteredJwt(jwt, 'claims'))).toMatchObject({ sub: 'a', jti: expect.any(String) as string })
      expect(fits(key, alg)).toBe(true)
    },
  )

  test.each(['HS256', 'HS384', 'HS512'])('under %s is one that jose verifies, with the secret', async (alg) => {
    const secret = 'a secret of sixty-four characters, so that every library takes it'
    expect(await isSignedBy(signJwt({ alg }, {}, { secret }), createSecretKey(Buffer.from(secret)))).toBe(true)
  })

  test('can be made with a key or a secret that a server has to refuse', () => {
    expect(signJwt({ alg: 'RS256' }, {}, { private: rsaKey(1024) }).split('.')).toHaveLength(3)
    expect(signJwt({ alg: 'HS256' }, {}, { secret: '' })).toMatch(/\.[\w-]{43}$/)
    expect(signJwt({ alg: 'nOnE' }, {}, { secret: '' })).toMatch(/\.$/)
  })
})

test.each([
  [rsaKey(2048), undefined, 'RS256'],
  [rsaKey(2048), 'PS256', 'PS256'],
  [ecKey('P-256'), undefined, 'ES256'],
  [ecKey('P-384'), undefined, 'ES384'],
  [ecKey('secp256k1'), undefined, 'ES256K'],
  [edKey(), undefined, 'EdDSA'],
])('%j that says %s signs with %s', (key, alg, expected) => {
  expect(algorithmOf({ private: key, kid: undefined, alg })).toBe(expected)
  expect(fits(key, expected)).toBe(true)
  expect(fits(key, 'HS256')).toBe(false)
})
