import type { Line } from '../http/line.ts'
import { NotApplicable } from '../verdict.ts'
import { detect, type Known } from './capabilities.ts'
import { capabilityNames, type Capability } from './capability-names.ts'
import type { ClientConfig, TargetConfig, UserEntry } from './config/config.ts'
import { discover } from './discover.ts'
import { allows, candidates, kindsOf, roleAdvice } from './roles.ts'
import { serviceScopesFirst } from './service-scope.ts'
import type { Client, ClientRole, EndpointName, Target } from './target.ts'

/** Reads the metadata of a configured target and settles what it can do. Throws `NoAnswer` when nobody answers. */
export async function resolveTarget(config: TargetConfig, line: Line, from: Target['from']): Promise<Target> {
  const found = config.discovery ? await discover(line, config.issuer) : undefined
  return targetOf(config, { ...found?.metadata, ...config.metadata }, found !== undefined, from)
}

/** The target as far as it is known without asking it. */
export function targetOf(
  config: TargetConfig,
  metadata: Readonly<Record<string, unknown>>,
  discovered: boolean,
  from: Target['from'],
): Target {
  const clients = Object.entries(config.clients).map(([name, client]) => clientOf(name, client))
  const users = Object.values(config.users)
  const { issuer, scopes } = config
  const known: Known = {
    issuer,
    metadata,
    clients,
    scopes,
    hasResource: config.resource !== undefined,
    hasAssertion: config.assertion !== undefined,
    delegates: config.token_exchange?.delegation === true,
    hasUser: users.length > 0,
    hasSecondUser: users.filter(({ may_be_locked }) => may_be_locked !== true).length > 1,
    entry: config,
    hasPassword: users.some(({ password }) => password !== undefined),
    discovered,
  }
  const { has, lacking } = capabilitiesOf(config, known)
  const findClient = (role: ClientRole): Client | undefined => candidates(clients, role)[0]
  return {
    name: config.name,
    issuer,
    metadata,
    stated: new Set(Object.keys(config.metadata)),
    scopes,
    // Whoever is first logs in everywhere, and must not be locked out by a check.
    users: users.toSorted((one, other) => lockable(one) - lockable(other)),
    clients,
    loginSteps: stepsOf(config.login),
    lifetimes: lifetimesOf(config.lifetimes),
    limits: config.limits,
    tokenParameters: { ...audienceOf(config), ...config.token_parameters },
    assertionAudience: config.assertion_audience ?? issuerOf(metadata) ?? config.issuer,
    authorizationParameters: { ...audienceOf(config), ...config.authorization_parameters },
    resource: config.resource,
    me: config.me,
    documentation: config.documentation,
    audience: config.audience,
    secondAudience: config.second_audience,
    assertion: assertionOf(config, issuerOf(metadata) ?? issuer),
    tokenExchange: exchangeOf(config.token_exchange),
    plainHttp: config.plain_http,
    authorities: config.tls.ca,
    registration: config.registration,
    from,
    has,
    lacking,
    findClient,
    kinds: (role) => kindsOf(candidates(clients, role)),
    allows,
    client(role) {
      const client = findClient(role)
      if (client === undefined) throw new NotApplicable(`add ${roleAdvice[role]} to the target file`)
      return client
    },
    otherThan(client) {
      const other = candidates(clients, 'confidential').find((each) => each !== client)
      if (other === undefined) throw new NotApplicable(`add ${roleAdvice.second} to the target file`)
      return other
    },
    endpoint: (name) => endpointOf(metadata, name),
  }
}

/** Beside the parameters of the protocol; what the file says of parameters goes before. */
function audienceOf({ audience }: TargetConfig): Readonly<Record<string, string>> {
  return audience === undefined ? {} : { audience }
}

const lockable = ({ may_be_locked }: UserEntry): number => Number(may_be_locked === true)

function capabilitiesOf(
  { capabilities: { add, remove } }: TargetConfig,
  known: Known,
): Pick<Target, 'has' | 'lacking'> {
  const answers = new Map<Capability, true | string>(capabilityNames.map((name) => [name, detect(name, known)]))
  for (const name of add) answers.set(name, true)
  for (const name of remove) answers.set(name, `the target file removes ${name} (capabilities.remove)`)
  return {
    has: (name) => answers.get(name) === true,
    lacking: (name) => `${name}: ${answers.get(name) ?? 'unknown'}`,
  }
}

function clientOf(name: string, config: ClientConfig): Client {
  return {
    name,
    client_id: config.client_id,
    client_secret: config.client_secret,
    token_endpoint_auth_method: config.token_endpoint_auth_method,
    redirect_uris: config.redirect_uris,
    grant_types: config.grant_types,
    response_types: config.response_types,
    scope: serviceScopesFirst(config.scope),
    denied_scope: config.denied_scope,
    jwks: config.jwks,
    token_endpoint_auth_signing_alg: config.token_endpoint_auth_signing_alg,
    other_resource: config.other_resource,
    dpop_bound_access_tokens: config.dpop_bound_access_tokens,
    require_pushed_authorization_requests: config.require_pushed_authorization_requests,
  }
}

/** The server's own spelling of its name, which may differ from the configured one by a slash. */
function issuerOf({ issuer }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof issuer === 'string' && issuer !== '' ? issuer : undefined
}

function lifetimesOf(lifetimes: TargetConfig['lifetimes']): Target['lifetimes'] {
  const { code, device_code, access_token, refresh_token, refresh_overlap, tolerance } = lifetimes
  return { code, device_code, access_token, refresh_token, refresh_overlap, tolerance }
}

function assertionOf({ assertion }: TargetConfig, issuer: string): Target['assertion'] {
  if (assertion === undefined) return undefined
  const { issuer: by, subject, audience = issuer, claims = {}, jwks } = assertion
  return { issuer: by, subject, audience, claims, jwks }
}

function exchangeOf(entry: TargetConfig['token_exchange'] = {}): Target['tokenExchange'] {
  const { audience, resource, delegation = false, maps_scopes: mapsScopes = false } = entry
  const parameters = {
    ...(audience === undefined ? {} : { audience }),
    ...(resource === undefined ? {} : { resource }),
  }
  return { parameters, delegation, mapsScopes }
}

function stepsOf({ steps = [], consent = [], deny = [] }: TargetConfig['login']): Target['loginSteps'] {
  const all = [
    ...steps,
    ...consent.map((step) => ({ ...step, when: 'allow' as const })),
    ...deny.map((step) => ({ ...step, when: 'deny' as const })),
  ]
  return all.length === 0 ? undefined : all
}

function endpointOf(metadata: Readonly<Record<string, unknown>>, name: EndpointName): string {
  const member = name === 'jwks' ? 'jwks_uri' : `${name}_endpoint`
  const url = metadata[member]
  if (typeof url === 'string') return url
  throw new NotApplicable(`the server names no ${member}: add metadata.${member}`)
}
