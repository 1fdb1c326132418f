import type { Known } from '../harness/setup/propose.ts'
import { isLoopback } from '../harness/target/config/loopback.ts'
import type { TenantOptions } from '../mock-server/index.ts'
import { tenantEntry, type TenantFacts } from './embedded-mock.ts'

type Told = TenantFacts & Pick<TenantOptions, 'scopes' | 'resource' | 'rotationGrace'>

/** Long for this machine, and no burden where something else listens. */
const patience = 2000

/**
 * What a mock of this machine tells of itself over its control, where an issuer is one; undefined when it is another
 * server, is elsewhere, or lets nobody ask.
 */
export async function runningMock(issuer: string): Promise<Known | undefined> {
  if (!isLoopback(issuer)) return undefined
  const api = `${new URL(issuer).origin}/_assay/api/tenants`
  const tenants = await read(api)
  const tenant = Array.isArray(tenants) ? tenants.find((each) => member(each, 'issuer') === issuer) : undefined
  const name = member(tenant, 'name')
  if (typeof name !== 'string') return undefined
  const options = await read(`${api}/${encodeURIComponent(name)}/options`)
  return isTold(options) ? knownOf(issuer, options) : undefined
}

function knownOf(issuer: string, told: Told): Known {
  const { issuer: _, ...entry } = tenantEntry(issuer, told)
  const scopes = own(told.scopes)
  const { read: needed, write: other } = told.resource ?? {}
  return {
    ...entry,
    ...(scopes.length === 0 ? {} : { scopes }),
    resource: {
      url: entry.resource.url,
      ...(needed === undefined ? {} : { scope: needed }),
      ...(other === undefined ? {} : { scope_other: other }),
    },
    lifetimes: { ...entry.lifetimes, refresh_overlap: told.rotationGrace ?? 0 },
  }
}

/** Scopes of an API: those of OpenID Connect are about the user. */
function own(scopes: readonly string[] = []): string[] {
  const usual = new Set(['openid', 'profile', 'email', 'address', 'phone', 'offline_access'])
  return scopes.filter((scope) => !usual.has(scope))
}

async function read(url: string): Promise<unknown> {
  try {
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(patience) })
    return answer.ok ? await answer.json() : undefined
  } catch {
    return undefined
  }
}

function isTold(options: unknown): options is Told {
  const lists = ['clients', 'users', 'trustedIssuers'].map((name) => member(options, name))
  return lists.every(Array.isArray) && typeof member(options, 'lifetimes') === 'object'
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
