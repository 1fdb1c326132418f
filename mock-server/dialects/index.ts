import { nearest } from '../nearest.ts'
import type { Dialect } from './dialect.ts'

// Loaded when they are spoken: a mock that speaks none should not wait for them.
const known: Readonly<Record<string, () => Promise<Dialect>>> = {
  salesos: async () => (await import('./salesos.ts')).salesos,
  salesloft: async () => (await import('./salesloft.ts')).salesloft,
  sso: async () => (await import('./sso.ts')).sso,
  auth0: async () => (await import('./auth0.ts')).auth0,
  entra: async () => (await import('./entra.ts')).entra,
  github: async () => (await import('./github.ts')).github,
  google: async () => (await import('./google.ts')).google,
  okta: async () => (await import('./okta.ts')).okta,
  slack: async () => (await import('./slack.ts')).slack,
}

/** Names of the dialects the mock comes with. */
export const dialectNames: readonly string[] = Object.keys(known)

/** The dialect of a name; rejects with the names there are when it is none of them. */
export async function dialectNamed(name: string): Promise<Dialect> {
  const load = Object.hasOwn(known, name) ? known[name] : undefined
  if (load) return load()
  const near = nearest(name, dialectNames)
  const fix = near === undefined ? 'Choose one of these, or give a file or an object.' : `Did you mean ${near}?`
  throw new Error(`Expected a dialect among ${dialectNames.join(', ')}, got "${name}". ${fix}`)
}

/** The dialect that options ask for, by name or as it is. */
export async function dialectOf(asked: string | Dialect | undefined): Promise<Dialect | undefined> {
  return typeof asked === 'string' ? dialectNamed(asked) : asked
}
