import type { Provider } from '../provider/library.ts'
import { followAlias, type Aliases } from './aliases.ts'
import { paths } from './endpoints.ts'

/** An endpoint with a path of its own. */
export type PlacedEndpoint = keyof typeof paths

/** Where a tenant has its endpoints, such as `{ token: '/oauth/token' }`. */
export type EndpointPaths = { readonly [Name in PlacedEndpoint]?: string }

interface Placing {
  readonly paths: EndpointPaths
}

function isPlaced(name: string): name is PlacedEndpoint {
  return Object.hasOwn(paths, name)
}

/** Throws on a place that is no path, is given twice, or is for no endpoint. */
export function checkedPaths(own: EndpointPaths = {}): EndpointPaths {
  const seen = new Map<string, string>()
  for (const [name, usual] of Object.entries({ ...paths, ...own })) {
    if (!isPlaced(name)) {
      const names = Object.keys(paths).join(', ')
      throw new Error(`Expected an endpoint among ${names} in paths, got "${name}". Correct its name.`)
    }
    if (!/^\/[^?#]*[^?#/]$/.test(usual))
      throw new Error(`Expected a path in paths.${name}, got "${usual}". Begin it with a slash and end it with none.`)
    const other = seen.get(usual)
    if (other !== undefined)
      throw new Error(`Expected a path for each endpoint, got "${usual}" for ${other} and ${name}. Change one.`)
    seen.set(usual, name)
  }
  return { ...own }
}

/** The path of an endpoint below the issuer of a tenant. */
export function pathOf({ paths: own }: Placing, endpoint: PlacedEndpoint): string {
  return own[endpoint] ?? paths[endpoint]
}

/**
 * The path below the issuer that the rooms of the mock know a request by, query included; undefined where an endpoint
 * would be if the tenant had not placed it elsewhere.
 */
export function locate(path: string, { paths: own, aliases }: Placing & { aliases: Aliases }): string | undefined {
  const [asked = ''] = path.split('?', 1)
  if (Object.hasOwn(aliases, asked)) return followAlias(path, aliases)
  const placed = Object.entries(own)
  if (placed.length === 0) return path
  for (const [name, place] of placed)
    if (place === asked && isPlaced(name)) return paths[name] + path.slice(asked.length)
  const moved = Object.entries(paths).some(([name, usual]) => usual === asked && Object.hasOwn(own, name))
  return moved ? undefined : path
}

/** Has a provider name its endpoints where the tenant has them, in its metadata and in whatever else it answers. */
export function placeEndpoints(provider: Provider, { paths: own }: Placing): void {
  if (Object.keys(own).length === 0) return
  const usual = provider.pathFor.bind(provider)
  provider.pathFor = (name, options) => {
    const path = usual(name, options)
    const place = isPlaced(name) ? own[name] : undefined
    if (place === undefined || !isPlaced(name)) return path
    const [bare = '', query] = path.split('?', 2)
    return `${bare.slice(0, -paths[name].length)}${place}${query === undefined ? '' : `?${query}`}`
  }
}
