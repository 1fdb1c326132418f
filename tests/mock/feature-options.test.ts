import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createMockServer, readMockFile } from '../../mock-server/index.ts'
import { read } from './visitor.ts'

async function file(text: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'mock-')), 'mock.yaml')
  await writeFile(path, text)
  return path
}

const everything = `
tenant:
  features:
    par: required
    dpop: { nonce: optional }
    mtls: { header: client-cert }
    jar: optional
    jarm: true
    rar: [payment_initiation]
    resources: { https://orders.example: { scope: orders, accessTokens: jwt, lifetime: 60, audience: orders } }
    ciba: { delivery: [poll, ping], approval: manual }
    logout: { backchannel: true, frontchannel: true }
    pairwise: true
    encryption: true
    signedUserinfo: true
    responseTypes: [code id_token]
    claimsParameter: true
    clientIdMetadata: true
    acrValues: [gold]
`

test('a file can switch everything on at once', async () => {
  await using mock = await createMockServer(await readMockFile(await file(everything)))
  const { json } = await read(await fetch(`${mock.issuer}/.well-known/openid-configuration`))
  expect(json).toMatchObject({
    require_pushed_authorization_requests: true,
    dpop_signing_alg_values_supported: ['ES256', 'Ed25519', 'EdDSA'],
    tls_client_certificate_bound_access_tokens: true,
    request_parameter_supported: true,
    response_modes_supported: expect.arrayContaining(['jwt']),
    authorization_details_types_supported: ['payment_initiation'],
    backchannel_authentication_endpoint: `${mock.issuer}/bc-authorize`,
    frontchannel_logout_supported: true,
    subject_types_supported: ['public', 'pairwise'],
    id_token_encryption_enc_values_supported: expect.any(Array),
    response_types_supported: expect.arrayContaining(['code id_token']),
    claims_parameter_supported: true,
    client_id_metadata_document_supported: true,
    acr_values_supported: ['gold'],
  })
})

test('a feature or a member nobody knows is named', async () => {
  const refused = async (features: string) => readMockFile(await file(`tenant: { features: ${features} }`))
  await expect(refused('{ dPoP: true }')).rejects.toThrow('dPoP')
  await expect(refused('{ dpop: { nonces: required } }')).rejects.toThrow(/dpop/)
  await expect(refused('{ resources: { https://orders.example: {} } }')).rejects.toThrow(/scope/)
  await expect(refused('{ jar: true }')).rejects.toThrow(/jar/)
})
