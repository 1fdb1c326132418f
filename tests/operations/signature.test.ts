import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { beforeAll, expect, test } from 'vitest'

import { joseHeader, signature } from '../../harness/operations/signature.ts'

type Pair = Awaited<ReturnType<typeof generateKeyPair>>
let one: Pair
let other: Pair
beforeAll(async () => {
  one = await generateKeyPair('ES256', { extractable: true })
  other = await generateKeyPair('ES256', { extractable: true })
})

const jwt = (header: { alg: string; kid?: string }, key: Pair | Uint8Array = one) =>
  new SignJWT({ sub: 'alice' }).setProtectedHeader(header).sign(key instanceof Uint8Array ? key : key.privateKey)
const published = async ({ publicKey }: Pair, members: object) => ({ ...(await exportJWK(publicKey)), ...members })

test('a JWT is verified by the key of its kid, or without a kid by any that fits', async () => {
  const keys = [await published(other, { kid: 'other' }), await published(one, { kid: 'one', use: 'sig' })]
  expect(await signature(await jwt({ alg: 'ES256', kid: 'one' }), keys)).toBe('verified')
  expect(await signature(await jwt({ alg: 'ES256' }), keys)).toBe('verified')
})

test('a kid that is not there, another key type or another algorithm fits nothing', async () => {
  const token = await jwt({ alg: 'ES256', kid: 'one' })
  expect(await signature(token, [])).toBe('unknown key')
  expect(await signature(token, [await published(one, { kid: 'two' })])).toBe('unknown key')
  expect(await signature(token, [{ kty: 'RSA', kid: 'one', n: 'AQAB', e: 'AQAB' }])).toBe('unknown key')
  expect(await signature(token, [await published(one, { kid: 'one', alg: 'ES384' })])).toBe('unknown key')
})

test('the signature of another key, and an altered payload, are wrong', async () => {
  const keys = [await published(other, { kid: 'one' })]
  expect(await signature(await jwt({ alg: 'ES256', kid: 'one' }), keys)).toBe('wrong')
  const [header = '', , end = ''] = (await jwt({ alg: 'ES256' })).split('.')
  const forged = [header, Buffer.from('{"sub":"bob"}').toString('base64url'), end].join('.')
  expect(await signature(forged, [await published(one, {})])).toBe('wrong')
})

test('what no public key can tell is not judged', async () => {
  const shared = new TextEncoder().encode('a secret of more than thirty-two characters')
  expect(await signature(await jwt({ alg: 'HS256' }, shared), [])).toBe('unjudged')
  expect(await signature('not.a.jwt', [])).toBe('unjudged')
  expect(joseHeader('opaque')).toBeUndefined()
})
