import { paths } from '../wire/endpoints.ts'

/** A protected resource beside the tenant's own; GET and HEAD read, every other method writes, and nothing is kept. */
export interface Api {
  /** Path below the issuer, matched as a whole. */
  path: string
  /** The scope that reading needs; none unless told. */
  read?: string
  /** The scope that writing needs; writing is answered 405 unless told. */
  write?: string
  /** What `aud` of an access token has to name; unless told, the token has to be for the tenant's own resource. */
  audience?: string
  /** What a GET is answered, JSON; `{{user.name}}`, `{{user.sub}}` and any other claim of the user, `{{client_id}}` and `{{scope}}` are filled in. */
  answer?: Readonly<Record<string, unknown>> | readonly unknown[]
  /** Whether it is about the user of a token, so that a client's own token is refused with 403. */
  needsUser?: boolean
  /** Username of the person a client's own token speaks for, where it may speak for one. */
  person?: string
}

/** Throws on an API whose path is none, is taken, or whose person is nobody. */
export function checkedApis(apis: readonly Api[] = [], usernames: readonly string[] = []): Api[] {
  const taken = new Set<string>(Object.values(paths))
  for (const { path, person } of apis) {
    if (!/^\/[^?#]+$/.test(path)) throw new Error(`Expected paths in apis, got "${path}". Begin it with a slash.`)
    if (taken.has(path)) throw new Error(`Expected a free path in apis, got "${path}". Choose one no endpoint has.`)
    if (person !== undefined && !usernames.includes(person))
      throw new Error(
        `Expected a username among ${usernames.join(', ')} as person of ${path}, got "${person}". Add it.`,
      )
    taken.add(path)
  }
  return structuredClone([...apis])
}

/** The API at a path below the issuer. */
export function apiAt(apis: readonly Api[], path: string): Api | undefined {
  return apis.find((api) => api.path === path)
}
