import { callHook, type ClaimsCall, type Hooks } from '../hooks.ts'
import { selects } from '../selector.ts'
import type { Tenant } from '../tenant.ts'
import type { ClaimRule, Claims, ClaimPlace } from './rule.ts'
import { fill } from './template.ts'

/** The claims that the rules and the hook of a tenant give on top, `null` for those they take away; undefined for none. */
export async function customClaims(
  tenant: Tenant,
  kind: ClaimPlace,
  about: () => Omit<ClaimsCall, 'kind'>,
): Promise<Claims | undefined> {
  const { claims, hooks } = tenant
  const rules = claims.of(kind)
  // Most tenants have neither, and every token passes here.
  if (rules.length === 0 && hooks.claims === undefined) return undefined
  return given({ hooks, rules }, { kind, ...about() })
}

interface Givers {
  readonly hooks: Hooks
  readonly rules: readonly ClaimRule[]
}

async function given({ hooks, rules }: Givers, call: ClaimsCall): Promise<Claims> {
  const { kind, endpoint, grant, user, client, scope } = call
  const sub = user && (user.sub ?? user.username)
  const about = {
    endpoint,
    grant,
    client: client.client_id,
    user: user && sub ? [user.username, sub] : [],
    scope: scope.split(' '),
  }
  const source = { ...call, user: user && { ...user.claims, username: user.username, sub } }
  const ruled = rules.filter(({ when = {} }) => selects(when, about)).map((rule) => filled(rule[kind], source))
  const hooked = await callHook('claims', () => hooks.claims?.(call))
  return Object.assign({}, ...ruled, hooked)
}

function filled(claims: Claims = {}, source: object): Claims {
  const values = Object.entries(claims).map(([name, value]) => [name, fill(value, source)] as const)
  // A template that names nothing gives no claim, rather than one without a value.
  return Object.fromEntries(values.filter(([, value]) => value !== undefined))
}

/** Claims with others on top, without those that `null` takes away. */
export function overlay(claims: Claims, changes: Claims): Claims {
  const all = Object.entries({ ...claims, ...changes })
  return Object.fromEntries(all.filter(([, value]) => value !== null && value !== undefined))
}
