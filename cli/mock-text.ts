import type { Client, MockServer } from '../mock-server/index.ts'
import { shellWord } from '../reports/shell-word.ts'

/** What a developer needs of a running mock: addresses, users, clients, a request to paste, lines for an environment file. `control` tells the address of its control. */
export async function mockText(server: MockServer, control = true): Promise<string> {
  const { issuer, tenant } = server
  const clients = tenant.clients.list()
  const defects = tenant.defects.list()
  const rows = [
    ...table('issuer', [[issuer]]),
    ...table('dialect', tenant.dialect === undefined ? [] : [[tenant.dialect.name, tenant.dialect.title]]),
    ...addresses(server),
    ...(control ? table('control', [[`${server.url}/_assay`]]) : []),
    ...(server.url === issuer ? [] : table('listening', [[server.url]])),
    ...table(
      'users',
      tenant.users.list().map(({ username, password }) => [username, password]),
    ),
    ...table('clients', clients.map(clientRow)),
    ...(defects.length === 0
      ? []
      : table(
          'defects',
          defects.map((id) => [id]),
        )),
  ]
  const parts = [
    rows.join('\n'),
    titled('A token, as pasted', curlLine(server, await tokenEndpoint(server))),
    titled('For an .env file', environment(issuer, clients)),
    'Stop it with Ctrl+C.',
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

/** Where its metadata is, or where its endpoints are when it publishes none; and its APIs. */
function addresses({ issuer, tenant }: MockServer): string[] {
  const { discovery, apis } = tenant.settings
  const base = issuer.replace(/\/$/, '')
  const found = discovery
    ? table('discovery', [[`${base}/.well-known/openid-configuration`]])
    : [...table('login', [[tenant.urlOf('authorization')]]), ...table('token', [[tenant.urlOf('token')]])]
  const served = apis.map(({ path }) => [base + path])
  return [...found, ...table('apis', served)]
}

/** Asked of the mock itself, so that the printed address is the one in its metadata. */
async function tokenEndpoint({ url, issuer, tenant }: MockServer): Promise<string> {
  if (!tenant.settings.discovery) return tenant.urlOf('token')
  const path = new URL(issuer).pathname.replace(/\/$/, '')
  // A mock that listens everywhere is asked by a name that people use, for its answer may name that.
  const address = url.replace(/\/\/(?:0\.0\.0\.0|\[::\])/, '//localhost')
  const metadata = await readJson(`${address}${path}/.well-known/openid-configuration`)
  const endpoint =
    typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'token_endpoint') : undefined
  if (typeof endpoint !== 'string') throw new Error('expected a token_endpoint in the metadata of the mock, got none')
  return endpoint
}

async function readJson(url: string): Promise<unknown> {
  if (url.startsWith('http:')) return (await fetch(url)).json()
  const { Agent, request } = await import('undici')
  // Its own process, at its own address: there is nobody to be mistaken for.
  const dispatcher = new Agent({ connect: { rejectUnauthorized: false } })
  const { body } = await request(url, { dispatcher })
  const read: unknown = await body.json()
  await dispatcher.close()
  return read
}

function curlLine({ tenant }: MockServer, endpoint: string): string {
  const service = tenant.clients
    .list()
    .find(
      ({ grant_types, client_secret }) => grant_types?.includes('client_credentials') && client_secret !== undefined,
    )
  if (service === undefined) return ''
  const trust = endpoint.startsWith('https:') ? ' -k' : ''
  if (tenant.settings.bodies.includes('json')) {
    const body = shellWord(JSON.stringify(jsonBody(service, tenant.settings.audiences[0])))
    return `curl -s${trust} -X POST ${shellWord(endpoint)} -H 'Content-Type: application/json' -d ${body}`
  }
  return `curl -s${trust} ${credentials(service)} -d grant_type=client_credentials ${shellWord(endpoint)}`
}

function jsonBody({ client_id, client_secret }: Client, audience: string | undefined): object {
  return { grant_type: 'client_credentials', client_id, client_secret, audience }
}

function credentials({ client_id, client_secret = '', token_endpoint_auth_method }: Client): string {
  if (token_endpoint_auth_method === 'client_secret_post') {
    const fields = [`client_id=${client_id}`, `client_secret=${client_secret}`]
    return fields.map((field) => `--data-urlencode ${shellWord(field)}`).join(' ')
  }
  return `-u ${shellWord(`${encodeURIComponent(client_id)}:${encodeURIComponent(client_secret)}`)}`
}

function environment(issuer: string, clients: readonly Client[]): string {
  const app = clients.find(({ grant_types }) => grant_types?.includes('authorization_code')) ?? clients[0]
  const redirect =
    app?.redirect_uris?.find((uri) => /^http:\/\/(localhost|127\.0\.0\.1)/.test(uri)) ?? app?.redirect_uris?.[0]
  const lines: [string, string | undefined][] = [
    ['OAUTH_ISSUER', issuer],
    ['OAUTH_CLIENT_ID', app?.client_id],
    ['OAUTH_CLIENT_SECRET', app?.client_secret],
    ['OAUTH_REDIRECT_URI', redirect],
  ]
  return lines.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${shellWord(value)}`])).join('\n')
}

function clientRow(client: Client): string[] {
  const { client_id, client_secret = '', token_endpoint_auth_method = 'client_secret_basic', grant_types = [] } = client
  return [client_id, token_endpoint_auth_method, grant_types.join(' '), client_secret]
}

/** Cells in columns, the label before the first row only. */
function table(label: string, cells: readonly (readonly string[])[]): string[] {
  const width = (column: number): number => Math.max(0, ...cells.map((row) => row[column]?.length ?? 0))
  return cells.map((row, index) => {
    const padded = row.map((cell, column) => cell.padEnd(width(column)))
    return `${(index === 0 ? label : '').padEnd(11)}${padded.join('  ')}`.trimEnd()
  })
}

function titled(title: string, text: string): string {
  return text === '' ? '' : `${title}:\n${text}`
}
