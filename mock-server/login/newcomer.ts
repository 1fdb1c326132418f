import type { User } from '../options.ts'
import type { Tenant } from '../tenant.ts'

type Newcomer = { user: User; amr: string[] } | { problem: string }

/** Makes a user of whoever a login form names, with the claims it gives as a JSON object; the tenant keeps it until it is reset. */
export function newcomer(tenant: Tenant, form: URLSearchParams): Newcomer {
  const username = form.get('username') ?? ''
  const claims = readClaims(form.get('claims') ?? '')
  if (!claims) return { problem: 'The claims are no JSON object. Write them as {"email": "me@example.com"}.' }
  const { sub, ...others } = claims
  const user: User = {
    username,
    password: form.get('password') ?? '',
    ...(typeof sub === 'string' && sub !== '' ? { sub } : {}),
    claims: others,
  }
  tenant.users.add(user)
  return { user, amr: ['user'] }
}

function readClaims(text: string): Record<string, unknown> | undefined {
  if (text.trim() === '') return {}
  try {
    const read: unknown = JSON.parse(text)
    return isObject(read) ? read : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
