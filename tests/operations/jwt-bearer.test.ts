import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { compactVerify, decodeJwt, decodeProtectedHeader, importJWK } from 'jose'
import { describe, expect, test } from 'vitest'

import { describeTenant } from '../../cli/embedded-mock.ts'
import { readJwt } from '../../harness/evidence/redact-jwt.ts'
import { forgedGrantAssertions, grantAssertion } from '../../harness/operations/jwt-bearer.ts'
import { targetOf } from '../../harness/target/resolve.ts'
import { Blocked, NotApplicable } from '../../harness/verdict.ts'
import { createMockServer } from '../../mock-server/index.ts'

const mock = await createMockServer()
const described = describeTenant(mock.tenant, 'mock')
await mock.close()
const target = targetOf(described, {}, true, undefined)
const place = { target }
const { x, y } = { x: '', y: '', ...target.assertion?.jwks.keys[0] }
const publicKey = { kty: 'EC', crv: 'P-256', x, y }

const verifies = async (jwt: string, key: Parameters<typeof importJWK>[0], alg: string): Promise<boolean> =>
  compactVerify(jwt, await importJWK(key, alg)).then(
    () => true,
    () => false,
  )

describe('an assertion', () => {
  test('has the claims of the target file, is signed by its key, and has a jti of its own', async () => {
    const first = await grantAssertion(place)
    expect(await verifies(first, publicKey, 'ES256')).toBe(true)
    expect(decodeProtectedHeader(first)).toMatchObject({ alg: 'ES256', kid: 'development-only-assertions' })
    const { iss, sub, aud, exp = 0, iat = 0, jti } = decodeJwt(first)
    expect({ iss, sub, aud, life: exp - iat }).toEqual({
      iss: 'https://assertions.example',
      sub: 'alice',
      aud: target.issuer,
      life: 120,
    })
    expect(decodeJwt(await grantAssertion(place)).jti).not.toBe(jti)
  })

  test('claims are replaced, and left out with null', async () => {
    const claims = decodeJwt(await grantAssertion(place, { claims: { aud: 'another', sub: null } }))
    expect(claims.aud).toBe('another')
    expect(claims).not.toHaveProperty('sub')
  })

  test('none of the forged ones is signed by the issuer, and each has a jti of its own', async () => {
    const forged = Object.values(await forgedGrantAssertions(place))
    const read = forged.map((jwt) => readJwt(jwt))
    for (const jwt of read) expect(jwt?.claims).toMatchObject({ iss: 'https://assertions.example', sub: 'alice' })
    expect(await Promise.all(forged.map((jwt) => verifies(jwt, publicKey, 'ES256')))).toEqual(forged.map(() => false))
    expect(new Set(read.map((jwt) => jwt?.claims['jti'])).size).toBe(forged.length)
    expect(read.map((jwt) => jwt?.header['alg'])).toEqual(expect.arrayContaining(['none', 'None', 'NONE', 'HS256']))
  })

  test('the public key as secret is tried as PEM text', async () => {
    const forged = await forgedGrantAssertions(place)
    const pem = createPublicKey({ key: publicKey, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
    const secret = { kty: 'oct', k: Buffer.from(pem).toString('base64url') }
    const sealed = forged['an assertion under HS256 with the PEM text of its public key as secret'] ?? ''
    expect(await verifies(sealed, secret, 'HS256')).toBe(true)
  })

  test('is signed by the first key that is private and not for encryption', async () => {
    const [signing = {}] = target.assertion?.jwks.keys ?? []
    const sealing = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
    const keys = [publicKey, { ...sealing, use: 'enc' }, signing]
    expect(await verifies(await grantAssertion(placeWith({ keys })), publicKey, 'ES256')).toBe(true)
  })

  test('is not applicable without an issuer in the target file', async () => {
    await expect(grantAssertion(placeWith(undefined))).rejects.toThrow(NotApplicable)
  })

  test('is blocked, as a mistake of the target file, where no key is whole', async () => {
    const made = grantAssertion(placeWith({ keys: [{ kty: 'EC', crv: 'P-256', d: 'cut' }] }))
    await expect(made).rejects.toThrow(Blocked)
    await expect(made).rejects.toThrow(/^set-up: .*\(assertion\.jwks\)$/)
  })
})

function placeWith(jwks: { keys: Record<string, unknown>[] } | undefined) {
  const { assertion: _, ...without } = described
  const assertion = jwks === undefined ? {} : { assertion: { issuer: 'a', subject: 'b', jwks } }
  return { target: targetOf({ ...without, ...assertion }, {}, true, undefined) }
}
