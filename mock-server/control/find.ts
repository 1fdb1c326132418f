import { Problem } from './problem.ts'
import type { ControlRoute } from './route.ts'
import { routes } from './table.ts'

/** A route, and what stood in its path where it varies. */
export interface Found {
  readonly route: ControlRoute
  readonly path: Record<string, string>
}

interface Shape {
  readonly route: ControlRoute
  readonly segments: readonly string[]
}

const shapes: readonly Shape[] = routes.map((route) => ({ route, segments: route.path.split('/') }))

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new Problem(400, `Expected a path in percent-encoding, got "${segment}". Encode it.`)
  }
}

function match({ segments }: Shape, given: readonly string[]): Record<string, string> | undefined {
  if (segments.length !== given.length) return undefined
  const path: Record<string, string> = {}
  for (const [index, segment] of segments.entries()) {
    const value = given[index] ?? ''
    if (segment.startsWith('{')) {
      if (value === '') return undefined
      path[segment.slice(1, -1)] = decoded(value)
    } else if (segment !== value) return undefined
  }
  return path
}

/** Every route at a path below /_assay/api, a literal segment before one that varies; empty when there is none. */
export function routesAt(pathname: string): Found[] {
  const given = pathname.split('/')
  return shapes
    .flatMap((shape) => {
      const path = match(shape, given)
      return path === undefined ? [] : [{ route: shape.route, path }]
    })
    .toSorted((left, right) => Object.keys(left.path).length - Object.keys(right.path).length)
}

/** The methods a path takes, for `Allow`. */
export function allowed(found: readonly Found[]): string {
  const methods = found.map(({ route }) => route.method as string)
  return [...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'])].join(', ')
}
