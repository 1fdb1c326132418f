import { X509Certificate, createHash } from 'node:crypto'
import { request } from 'node:https'
import { decodeJwt } from 'jose'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createMockServer,
  developmentAuthority,
  type Client,
  type MockServer,
  type Tenant,
} from '../../mock-server/index.ts'
import { post, read } from './visitor.ts'

interface Identity {
  readonly cert: string
  readonly key: string
}

async function identity(name: string, ca?: Identity, host?: string): Promise<Identity> {
  const extensions =
    host === undefined
      ? ca
        ? undefined
        : [{ name: 'basicConstraints' as const, cA: true }]
      : [{ name: 'subjectAltName' as const, altNames: [{ type: 2 as const, value: host }] }]
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ...(ca ? { ca } : {}),
    ...(extensions ? { extensions } : {}),
  })
  return { cert: made.cert, key: made.private }
}

/** A client that is known by its own certificate (RFC 8705, section 2.2). */
function selfSigned({ cert }: Identity): Client {
  const { raw, publicKey } = new X509Certificate(cert)
  const jwk = publicKey.export({ format: 'jwk' })
  return {
    client_id: 'self',
    token_endpoint_auth_method: 'self_signed_tls_client_auth',
    grant_types: ['client_credentials'],
    redirect_uris: [],
    tls_client_certificate_bound_access_tokens: true,
    jwks: { keys: [{ ...jwk, use: 'sig', x5c: [raw.toString('base64')] }] },
  }
}

const trusted: Client = {
  client_id: 'trusted',
  token_endpoint_auth_method: 'tls_client_auth',
  tls_client_auth_subject_dn: 'CN=trusted',
  grant_types: ['client_credentials'],
  redirect_uris: [],
  tls_client_certificate_bound_access_tokens: true,
}

const named: Client = {
  client_id: 'named',
  token_endpoint_auth_method: 'tls_client_auth',
  tls_client_auth_san_dns: 'client.example',
  grant_types: ['client_credentials'],
  redirect_uris: [],
}

let mock: MockServer
let tenant: Tenant
let authority: Identity
let own: Identity
let issued: Identity
beforeAll(async () => {
  authority = await identity('Authority')
  own = await identity('self')
  issued = await identity('trusted', authority)
  mock = await createMockServer({
    tls: 'development',
    tenant: {
      accessTokens: 'jwt',
      clients: [selfSigned(own), trusted, named],
      features: { mtls: { ca: authority.cert } },
    },
  })
  tenant = mock.tenant
})
afterAll(() => mock.close())

interface Heard {
  readonly status: number
  readonly json: Record<string, unknown>
}

function call(path: string, who?: Identity, headers: Record<string, string> = {}, body?: string): Promise<Heard> {
  const { cert, key } = who ?? {}
  return new Promise((resolve, reject) => {
    const asking = request(
      tenant.issuer + path,
      {
        ca: developmentAuthority,
        agent: false,
        method: body === undefined ? 'GET' : 'POST',
        headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }) },
        ...(cert === undefined || key === undefined ? {} : { cert, key }),
      },
      (res) => {
        let text = ''
        res.setEncoding('utf8').on('data', (part: string) => (text += part))
        res.on('end', () => resolve({ status: res.statusCode ?? 0, json: JSON.parse(text) }))
      },
    )
    asking.once('error', reject).end(body)
  })
}

const token = (client: string, who?: Identity) =>
  call('/token', who, {}, `grant_type=client_credentials&client_id=${client}`)

describe('over TLS', () => {
  test('the metadata announces both methods and bound tokens', async () => {
    const { json } = await call('/.well-known/oauth-authorization-server')
    expect(json['tls_client_certificate_bound_access_tokens']).toBe(true)
    expect(json['token_endpoint_auth_methods_supported']).toEqual(
      expect.arrayContaining(['tls_client_auth', 'self_signed_tls_client_auth']),
    )
  })

  test('a registered certificate authenticates and binds', async () => {
    const { status, json } = await token('self', own)
    expect([status, json['token_type']]).toEqual([200, 'Bearer'])
    const x5t = createHash('sha256').update(new X509Certificate(own.cert).raw).digest('base64url')
    expect(decodeJwt(String(json['access_token']))['cnf']).toEqual({ 'x5t#S256': x5t })
    const authorization = `Bearer ${String(json['access_token'])}`
    expect((await call('/resource', own, { authorization })).status).toBe(200)
    for (const other of [issued, undefined]) {
      const refused = await call('/resource', other, { authorization })
      expect([refused.status, refused.json['error']]).toEqual([401, 'invalid_token'])
    }
  })

  test('a certificate of the authority authenticates by its subject', async () => {
    expect((await token('trusted', issued)).status).toBe(200)
    const stranger = await identity('stranger', authority)
    const pretender = await identity('trusted', await identity('Authority'))
    for (const who of [stranger, pretender, await identity('trusted'), undefined]) {
      const { status, json } = await token('trusted', who)
      expect([status, json['error']]).toEqual([401, 'invalid_client'])
    }
  })

  test('another name of the certificate can be registered instead', async () => {
    const right = await identity('anything', authority, 'client.example')
    const wrong = await identity('anything', authority, 'other.example')
    expect((await token('named', right)).json).toHaveProperty('access_token')
    expect((await token('named', wrong)).json['error']).toBe('invalid_client')
  })

  test('another certificate, or none, is invalid_client', async () => {
    for (const who of [issued, undefined]) expect((await token('self', who)).json['error']).toBe('invalid_client')
  })
})

test('a listener can be told to ask, for tenants that come later', async () => {
  await using later = await createMockServer({ tls: 'development', clientCertificates: true })
  expect((await later.createTenant('x', { features: { mtls: true } })).settings.features.mtls).toBe(true)
  await expect(createMockServer({ clientCertificates: true })).rejects.toThrow('Expected tls beside clientCertificates')
})

test('a tenant that wants certificates needs a listener that asks for them', async () => {
  await using plain = await createMockServer()
  await expect(plain.createTenant('x', { features: { mtls: true } })).rejects.toThrow('asks for certificates')
})

describe('behind a proxy', () => {
  test.each([
    ['as RFC 9440 writes it', (pem: string) => `:${new X509Certificate(pem).raw.toString('base64')}:`],
    ['as URL-encoded PEM', (pem: string) => encodeURIComponent(pem)],
  ])('the certificate comes in a header, %s', async (_how, write) => {
    await using plain = await createMockServer()
    const inner = await plain.createTenant(undefined, {
      clients: [selfSigned(own)],
      features: { mtls: { header: 'client-cert' } },
    })
    const form = { grant_type: 'client_credentials', client_id: 'self' }
    const send = async (value: string) =>
      read(
        await fetch(`${inner.issuer}/token`, {
          method: 'POST',
          body: new URLSearchParams(form),
          headers: { 'client-cert': value },
        }),
      )
    expect((await send(write(own.cert))).status).toBe(200)
    expect((await send(write(issued.cert))).json['error']).toBe('invalid_client')
    expect((await send('nonsense')).json['error']).toBe('invalid_client')
    expect((await post(inner, '/token', form, null)).json['error']).toBe('invalid_client')
  })

  test('a header nobody configured is not read', async () => {
    const value = `:${new X509Certificate(own.cert).raw.toString('base64')}:`
    const body = 'grant_type=client_credentials&client_id=self'
    expect((await call('/token', undefined, { 'client-cert': value }, body)).json['error']).toBe('invalid_client')
  })
})
