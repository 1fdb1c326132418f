import { dirname, resolve } from 'node:path'
import { defaultProfile } from '../../profile.ts'
import { readWantedReports } from '../../wanted-reports.ts'
import type { Limits } from '../target.ts'
import type {
  AssertionEntry,
  ClientAuthMethod,
  ClientConfig,
  ClientEntry,
  Config,
  ConfigEntry,
  LoginEntry,
  TargetConfig,
  TargetEntry,
} from './config.ts'
import { parseKeySet } from './key-set.ts'
import { isLoopback } from './loopback.ts'
import { targetName } from './target-rules.ts'

/** Fills in what a valid target file leaves out. `file` is where it stands; relative paths count from there. */
export function complete(entry: ConfigEntry, file: string): Config {
  const folder = dirname(file)
  return {
    profile: entry.profile ?? defaultProfile,
    out: resolve(folder, entry.out ?? 'conformance-report'),
    ...(entry.known === undefined ? {} : { known: resolve(folder, entry.known) }),
    reports: readWantedReports(entry.reports ?? []).map(({ format, path }) => ({
      format,
      path: path === undefined ? path : fromFolder(folder, path),
    })),
    targets: entry.targets.map((target) => completeTarget(target, folder)),
  }
}

/** A slash at the end, which says that a folder is meant, is kept. */
function fromFolder(folder: string, path: string): string {
  return resolve(folder, path) + (/[\\/]$/.test(path) ? '/' : '')
}

/** Fills in what a valid target leaves out; relative paths count from `folder`. */
export function completeTarget(entry: TargetEntry, folder = '.'): TargetConfig {
  const { resource, assertion, dpop_bound_access_tokens: bound, ...rest } = entry
  return {
    ...rest,
    name: targetName({ ...entry }) ?? entry.issuer,
    confirm: entry.confirm ?? false,
    discovery: entry.discovery ?? true,
    metadata: entry.metadata ?? {},
    clients: mapValues(entry.clients ?? {}, (client) => completeClient(client, bound)),
    users: entry.users ?? {},
    login: completeLogin(entry.login, folder),
    ...(resource === undefined ? {} : { resource: { ...resource, method: resource.method ?? 'GET' } }),
    ...(assertion === undefined ? {} : { assertion: completeAssertion(assertion) }),
    scopes: entry.scopes ?? [],
    token_parameters: entry.token_parameters ?? {},
    authorization_parameters: entry.authorization_parameters ?? {},
    lifetimes: entry.lifetimes ?? {},
    capabilities: { add: entry.capabilities?.add ?? [], remove: entry.capabilities?.remove ?? [] },
    limits: { ...defaultLimits(entry.issuer), ...entry.limits },
    headers: entry.headers ?? {},
    tls: { ...entry.tls, insecure: entry.tls?.insecure ?? false },
  }
}

function completeClient(entry: ClientEntry, bound: boolean | undefined): ClientConfig {
  const { jwks, ...rest } = entry
  const keySet = typeof jwks === 'string' ? parseKeySet(jwks) : jwks
  return {
    ...(bound === undefined ? {} : { dpop_bound_access_tokens: bound }),
    ...rest,
    token_endpoint_auth_method: entry.token_endpoint_auth_method ?? likelyMethod(entry),
    redirect_uris: entry.redirect_uris ?? [],
    ...(keySet === undefined ? {} : { jwks: keySet }),
  }
}

function completeAssertion({ jwks, ...rest }: AssertionEntry): NonNullable<TargetConfig['assertion']> {
  return { ...rest, jwks: typeof jwks === 'string' ? (parseKeySet(jwks) ?? { keys: [] }) : jwks }
}

/** client_secret_basic is what RFC 7591 section 2 assumes of a client with a secret. */
function likelyMethod({ client_secret, jwks }: ClientEntry): ClientAuthMethod {
  if (client_secret !== undefined) return 'client_secret_basic'
  return jwks === undefined ? 'none' : 'private_key_jwt'
}

/** Manners for an issuer: servers of others are asked slowly. */
export function defaultLimits(issuer: string): Limits {
  const near = isLoopback(issuer)
  return {
    concurrency: near ? 16 : 4,
    gap_ms: near ? 0 : 50,
    request_timeout_ms: 10_000,
    max_body_bytes: 1_048_576,
    max_redirects: 20,
    max_wait_s: 120,
  }
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))
}

function completeLogin(login: LoginEntry | undefined, folder: string): TargetConfig['login'] {
  const module = login?.module
  return { ...login, how: login?.how ?? 'auto', ...(module === undefined ? {} : { module: resolve(folder, module) }) }
}
