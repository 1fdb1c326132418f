import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'

import { openSession } from '../../harness/engine/session.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { privateMembers } from '../../harness/target/config/key-set.ts'
import { completeTarget } from '../../harness/target/config/defaults.ts'

test('every private member of a key in the target file is secret from the start', async () => {
  const jwk = { ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }) }
  const secrets = new Secrets()
  const clients = { signer: { client_id: 'signer', jwks: { keys: [jwk] } } }
  const config = completeTarget({ issuer: 'http://127.0.0.1:9', discovery: false, clients })
  const session = await openSession(config, undefined, {
    profile: 'oauth2',
    signal: new AbortController().signal,
    secrets,
  })
  await session.close()

  const held = privateMembers.flatMap((name) => jwk[name] ?? [])
  expect(held).toHaveLength(6)
  for (const value of held) expect(secrets.nameOf(value)).toMatch(/^‹key#\d+›$/)
  expect(secrets.nameOf(String(jwk.n))).toBeUndefined()
})
