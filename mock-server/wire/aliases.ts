import { paths } from './endpoints.ts'

/** Further paths of a tenant, each with the endpoint it leads to, such as `{ '/oauth/token': 'token' }`. */
export type Aliases = Readonly<Record<string, string>>

/** Throws on an alias that is no path or leads to no endpoint. */
export function checkedAliases(aliases: Aliases = {}): Aliases {
  for (const [path, endpoint] of Object.entries(aliases)) {
    if (!/^\/[^?#]+$/.test(path)) throw new Error(`Expected paths in aliases, got "${path}". Begin it with a slash.`)
    if (!Object.hasOwn(paths, endpoint)) {
      const names = Object.keys(paths).join(', ')
      throw new Error(`Expected an endpoint among ${names} in aliases, got "${endpoint}". Correct its name.`)
    }
  }
  return { ...aliases }
}

/** The path below the issuer that a request is served at, query included. */
export function followAlias(path: string, aliases: Aliases): string {
  const [asked = ''] = path.split('?', 1)
  if (!Object.hasOwn(aliases, asked)) return path
  const known = Object.entries(paths).find(([name]) => name === aliases[asked])
  return known === undefined ? path : known[1] + path.slice(asked.length)
}
