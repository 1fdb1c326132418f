import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer, developmentAuthority, readMockFile, type MockServer } from '../../mock-server/index.ts'
import { developmentCertificate } from '../../mock-server/keys/development-certificates.ts'

/** Asks a mock by a name that its certificate has to be for. */
function get(mock: MockServer, servername: string, path: string, ca = mock.certificate): Promise<string> {
  const { port } = new URL(mock.url)
  const host = `${servername}:${port}`
  return new Promise((resolve, reject) => {
    const options = { hostname: '127.0.0.1', port, path, servername, ca, headers: { host }, agent: false }
    const asking = request(options, (res) => {
      let text = ''
      res.setEncoding('utf8').on('data', (part: string) => (text += part))
      res.on('end', () => resolve(text))
    })
    asking.once('error', reject).end()
  })
}

describe('a certificate that is made', () => {
  let mock: MockServer
  beforeAll(async () => {
    mock = await createMockServer({ tls: { hosts: ['mock', '192.0.2.7'] }, issuer: 'from-request', plainPort: 0 })
  })
  afterAll(() => mock.close())

  test.each(['localhost', 'mock'])('is for %s, where the issuer follows', async (name) => {
    const metadata: unknown = JSON.parse(await get(mock, name, '/.well-known/openid-configuration'))
    expect(metadata).toHaveProperty('issuer', `https://${name}:${new URL(mock.url).port}`)
  })

  test('is for no other name, and trusted by nobody else', async () => {
    await expect(get(mock, 'other', '/jwks')).rejects.toThrow(/altnames/i)
    await expect(get(mock, 'mock', '/jwks', developmentAuthority)).rejects.toThrow(/certificate/)
  })

  test('comes from an authority whose certificate is served, with TLS and without', async () => {
    const served = await get(mock, 'mock', '/_assay/ca.pem')
    expect(served).toBe(mock.certificate)
    expect(await (await fetch(`${mock.plainUrl}/_assay/ca.pem`)).text()).toBe(served)
    const authority = new X509Certificate(served)
    expect([authority.ca, authority.subject]).toEqual([true, expect.stringContaining('Assay mock CA')])
    expect(Date.parse(authority.validTo) - Date.now()).toBeLessThan(366 * 86_400_000)
  })

  test('is another one each time', async () => {
    await using second = await createMockServer({ tls: { hosts: ['mock'] } })
    expect(second.certificate).not.toBe(mock.certificate)
    await expect(get(second, 'mock', '/jwks', mock.certificate)).rejects.toThrow(/certificate|signature/)
  })
})

test('the published certificate and one of your own can be shown too', async () => {
  await using published = await createMockServer({ tls: 'development' })
  expect(published.certificate).toBe(developmentAuthority)
  await using given = await createMockServer({ tls: developmentCertificate })
  expect(given.certificate).toBe(developmentCertificate.cert)
  await using plain = await createMockServer()
  expect(plain.certificate).toBeUndefined()
  expect((await fetch(`${plain.url}/_assay/ca.pem`)).status).toBe(404)
})

describe('files', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-files-'))
    await writeFile(join(folder, 'cert.pem'), developmentCertificate.cert)
    await writeFile(join(folder, 'key.pem'), developmentCertificate.key)
    await writeFile(join(folder, 'mock.yaml'), 'tls: { certFile: cert.pem, keyFile: ./key.pem }\n')
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('are found beside the file that names them', async () => {
    await using mock = await createMockServer(await readMockFile(join(folder, 'mock.yaml')))
    expect(await get(mock, 'localhost', '/jwks', developmentAuthority)).toContain('"keys"')
  })

  test('that are missing or hold something else are named', async () => {
    const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'none.pem')]
    await expect(createMockServer({ tls: { certFile, keyFile } })).rejects.toThrow('tls.keyFile')
    const other = { certFile: join(folder, 'mock.yaml'), keyFile: certFile }
    await expect(createMockServer({ tls: other })).rejects.toThrow('Expected PEM in tls.certFile')
  })
})
