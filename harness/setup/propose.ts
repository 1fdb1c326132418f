import type { ClientEntry, TargetEntry, UserEntry } from '../target/config/config.ts'
import { isLoopback } from '../target/config/loopback.ts'
import { References } from './references.ts'
import type { Survey } from './survey.ts'
import { targetText } from './target-text.ts'

/** What is known of a target before its file is written, secrets in clear. */
export type Known = Pick<
  TargetEntry,
  'clients' | 'users' | 'resource' | 'scopes' | 'lifetimes' | 'assertion' | 'token_exchange'
>

/** What a person said, what registration gave, and what a mock tells of itself. */
export interface Answers {
  readonly known: Known
  /** Name of the variable that holds the password of the first user. */
  readonly passwordEnv?: string
  /** The person may test this server. */
  readonly agreed: boolean
}

/** A first target file and what its references are filled in with. */
export interface Proposal {
  /** Text of assay.config.yaml. */
  readonly config: string
  /** Variables the file refers to; undefined where the value is not known. */
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

/** Writes the target file of a server as far as it is known; what is secret or not known is a reference with a name. */
export function propose(found: Survey, { known, passwordEnv, agreed }: Answers): Proposal {
  const references = new References()
  const missing: string[] = []
  const { assertion, ...rest } = known
  const place = found.resource?.url ?? found.metadata?.['userinfo_endpoint']
  const scopes = usualScopes(found)
  const config = targetText(found, agreed, {
    ...(typeof place === 'string' ? { resource: { url: place } } : {}),
    ...(scopes.length > 0 ? { scopes } : {}),
    ...references.literal(rest),
    clients: clientsOf(known, references, missing),
    ...usersOf(found, known, { references, missing, passwordEnv }),
    ...(assertion === undefined
      ? {}
      : {
          assertion: {
            ...references.literal(assertion),
            jwks: references.to('ASSAY_ASSERTION_JWKS', json(assertion.jwks)),
          },
        }),
  })
  if (!isLoopback(found.issuer) && !agreed)
    missing.push('write confirm: true once you may test this server: a run replays and forges on purpose')
  if (found.metadata === undefined) missing.push(byHand(found))
  return { config, variables: references.variables, missing }
}

function byHand({ endpoints }: Survey): string {
  const none = 'the server publishes no metadata document'
  if (endpoints === undefined) return `fill in metadata: ${none}`
  return `look at metadata: ${none}; ${Object.values(endpoints).join(', ')} answered as its endpoints`
}

/** Nothing has to listen there. */
const placeholder = 'https://client.example/callback'

function clientsOf({ clients = {} }: Known, references: References, missing: string[]): Record<string, ClientEntry> {
  if (Object.keys(clients).length > 0) {
    return Object.fromEntries(Object.entries(clients).map(([name, client]) => [name, kept(name, client, references)]))
  }
  missing.push(
    `register a client with the redirect URI ${placeholder} at the server, or write the one it has into redirect_uris; put ASSAY_WEB_CLIENT_ID and ASSAY_WEB_CLIENT_SECRET into .env`,
  )
  const web = {
    client_id: references.to('ASSAY_WEB_CLIENT_ID'),
    client_secret: references.to('ASSAY_WEB_CLIENT_SECRET'),
    redirect_uris: [placeholder],
    grant_types: ['authorization_code', 'refresh_token'],
  }
  return { web }
}

function kept(name: string, client: ClientEntry, references: References): ClientEntry {
  const { client_id, client_secret: secret, jwks, ...rest } = client
  const prefix = `ASSAY_${constant(name)}`
  return {
    client_id: references.literal(client_id),
    ...(secret === undefined ? {} : { client_secret: references.to(`${prefix}_CLIENT_SECRET`, secret) }),
    ...references.literal(rest),
    ...(jwks === undefined ? {} : { jwks: references.to(`${prefix}_JWKS`, json(jwks)) }),
  }
}

interface ForUsers {
  readonly references: References
  readonly missing: string[]
  readonly passwordEnv: string | undefined
}

function usersOf(
  { metadata }: Survey,
  { users = {} }: Known,
  { references, missing, passwordEnv }: ForUsers,
): { users?: Record<string, UserEntry> } {
  const named = Object.entries(users)
  if (named.length === 0) {
    // Nobody logs in at a server without such a place.
    if (metadata !== undefined && metadata['authorization_endpoint'] === undefined) return {}
    missing.push(`make a test user and put ASSAY_USERNAME and ${passwordEnv ?? 'ASSAY_PASSWORD'} into .env`)
    const password = references.to(passwordEnv ?? 'ASSAY_PASSWORD')
    return { users: { tester: { username: references.to('ASSAY_USERNAME'), password } } }
  }
  const entries = named.map(([name, { password, ...user }], index): [string, UserEntry] => {
    const usual = named.length === 1 ? 'ASSAY_PASSWORD' : `ASSAY_${constant(name)}_PASSWORD`
    const variable = (index === 0 ? passwordEnv : undefined) ?? usual
    if (password === undefined && variable !== passwordEnv)
      missing.push(`put the password of ${user.username} into .env as ${variable}`)
    return [name, { ...references.literal(user), password: references.to(variable, password) }]
  })
  return { users: Object.fromEntries(entries) }
}

const constant = (name: string): string => name.toUpperCase().replaceAll(/\W/g, '_')

const json = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}
