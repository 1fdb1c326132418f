import { stringify } from 'yaml'

import type { ClientEntry, UserEntry } from '../target/config/config.ts'
import { isLoopback } from '../target/config/loopback.ts'
import type { Survey } from './survey.ts'

/** What a person said, and what registration gave. */
export interface Answers {
  readonly clients: Readonly<Record<string, ClientEntry>>
  readonly user?: string
  /** Name of the variable that holds the password of the user. */
  readonly passwordEnv?: string
  /** The person may test this server. */
  readonly agreed: boolean
}

/** A first target file and what its references are filled in with. */
export interface Proposal {
  /** Text of assay.config.yaml. */
  readonly config: string
  /** Variables the file refers to; undefined where the person has to fill in the value. */
  readonly variables: ReadonlyMap<string, string | undefined>
  /** What is left to be done before a run, one sentence each. */
  readonly missing: readonly string[]
}

/** Scopes to ask for: openid first, and never offline_access, which operations ask for where it is needed. */
export function usualScopes({ metadata, resource }: Pick<Survey, 'metadata' | 'resource'>): string[] {
  const own = texts(resource?.metadata?.['scopes_supported'])
  const offered = texts(metadata?.['scopes_supported']).filter((scope) => scope !== 'offline_access')
  const openid = offered.filter((scope) => scope === 'openid')
  return [...new Set([...openid, ...own, ...offered])].slice(0, 4)
}

/** Writes the target file of a server as far as it is known; what is not known is a reference with a name. */
export function propose(found: Survey, answers: Answers): Proposal {
  const variables = new Map<string, string | undefined>()
  const missing: string[] = []
  const refer = (name: string, value?: string): string => {
    variables.set(name, value)
    return `\${env:${name}}`
  }
  const clients = Object.entries(answers.clients).map(([name, client]) => [name, withReference(name, client, refer)])
  if (clients.length === 0) {
    clients.push(['web', unknownClient(refer)])
    missing.push('register a client at the server and put ASSAY_WEB_CLIENT_ID and ASSAY_WEB_CLIENT_SECRET into .env')
  }
  const users = { [answers.user === undefined ? 'tester' : plain(answers.user)]: userOf(answers, refer, missing) }
  return { config: text(found, answers, Object.fromEntries(clients), users, missing), variables, missing }
}

type Refer = (name: string, value?: string) => string

function withReference(name: string, client: ClientEntry, refer: Refer): ClientEntry {
  if (client.client_secret === undefined) return client
  const { client_id, client_secret: secret, ...rest } = client
  return {
    client_id,
    client_secret: refer(`ASSAY_${name.toUpperCase().replaceAll(/\W/g, '_')}_CLIENT_SECRET`, secret),
    ...rest,
  }
}

function unknownClient(refer: Refer): ClientEntry {
  return {
    client_id: refer('ASSAY_WEB_CLIENT_ID'),
    client_secret: refer('ASSAY_WEB_CLIENT_SECRET'),
    redirect_uris: ['https://client.example/callback'],
    grant_types: ['authorization_code', 'refresh_token'],
  }
}

function userOf({ user, passwordEnv }: Answers, refer: Refer, missing: string[]): UserEntry {
  const password = refer(passwordEnv ?? 'ASSAY_PASSWORD')
  if (user !== undefined) return { username: user, password }
  missing.push('make a test user and put ASSAY_USERNAME and ASSAY_PASSWORD into .env')
  return { username: refer('ASSAY_USERNAME'), password }
}

function text(found: Survey, { agreed }: Answers, clients: object, users: object, missing: string[]): string {
  const { issuer, metadata, resource } = found
  const place = resource?.url ?? metadata?.['userinfo_endpoint']
  const scopes = usualScopes(found)
  const near = isLoopback(issuer)
  if (!near && !agreed)
    missing.push('write confirm: true once you may test this server: a run replays and forges on purpose')
  if (metadata === undefined) missing.push('fill in metadata: the server publishes no metadata document')
  const parts = [
    '# yaml-language-server: $schema=./node_modules/oauth-assay/schema/config.schema.json',
    '# Written by assay init. Next: assay doctor, assay probe, assay run.',
    `profile: ${JSON.stringify('oauth2')} # oauth-2.1 holds the server to the draft of OAuth 2.1 too`.replaceAll(
      '"',
      '',
    ),
    'targets:',
    `  - issuer: ${issuer}`,
    ...(near
      ? []
      : [
          `    confirm: ${String(agreed)} # true: you may test this server; a run replays, forges and refuses on purpose`,
        ]),
    ...(metadata === undefined ? byHand(issuer) : []),
    '    # Test clients. More of them unlock more checks: assay probe says which.',
    block({ clients }),
    '    # Who logs in: a test user, never a person.',
    block({ users }),
    ...(typeof place === 'string'
      ? ['    # A resource that takes the access tokens.', block({ resource: { url: place } })]
      : []),
    ...(scopes.length > 0 ? ['    # Scopes the user may grant; the first is asked for.', block({ scopes })] : []),
    '    # Checks of expiry wait that long: give the test clients short lifetimes, and say here what they are.',
    '    # lifetimes: { code: 60, access_token: 60, refresh_token: 90 }',
  ]
  return `${parts.join('\n')}\n`
}

function byHand(issuer: string): string[] {
  return [
    '    discovery: false # no metadata document was found',
    '    metadata: # fill in: the addresses of your server',
    `      authorization_endpoint: ${issuer}/authorize`,
    `      token_endpoint: ${issuer}/token`,
    '      code_challenge_methods_supported: [S256]',
  ]
}

function block(value: object): string {
  const lines = stringify(value, { lineWidth: 0 }).trimEnd().split('\n')
  return lines.map((line) => `    ${line}`).join('\n')
}

/** A key of YAML that needs no quotes. */
function plain(name: string): string {
  return name.split('@', 1)[0]?.replaceAll(/[^\w-]/g, '_') || 'tester'
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}
