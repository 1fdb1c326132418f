import type { Tenant } from '../../tenant.ts'
import { missing, tenantRoute, type ControlRoute } from '../route.ts'

/** Rules a tenant keeps by id; they are checked where they are taken in. */
interface Rules {
  add(rule: object): string
  list(): readonly { readonly id: string }[]
  remove(id: string): boolean
  clear(): void
  replace(rules: readonly object[]): void
}

interface Listing {
  /** As it stands in paths, and in words. */
  readonly many: string
  readonly what: string
  /** Ends the ids of the operations, such as `Answer`. */
  readonly name: string
  readonly of: (tenant: Tenant) => Rules
  readonly example: object
}

const rule = { type: 'object' }
const rules = { type: 'array', items: rule }
const named = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } }

/** List, add, replace, remove and clear rules of one kind. */
export function rulesRoutes({ many, what, name, of, example }: Listing): ControlRoute[] {
  return [
    tenantRoute({
      method: 'GET',
      path: `/${many}`,
      id: `list${name}s`,
      summary: `Every ${what}`,
      answer: { schema: { type: 'array', items: named } },
      act: ({ tenant }) => of(tenant).list(),
    }),
    tenantRoute<object>({
      method: 'POST',
      path: `/${many}`,
      id: `add${name}`,
      summary: `Adds a ${what} and tells its id`,
      body: { schema: rule, example },
      answer: { status: 201, schema: named },
      act: ({ tenant, body }) => ({ id: of(tenant).add(body) }),
    }),
    tenantRoute<object[]>({
      method: 'PUT',
      path: `/${many}`,
      id: `replace${name}s`,
      summary: `Puts exactly these in place of every ${what}`,
      body: { schema: rules, example: [example] },
      answer: { schema: { type: 'array', items: named } },
      act({ tenant, body }) {
        of(tenant).replace(body)
        return of(tenant).list()
      },
    }),
    tenantRoute({
      method: 'DELETE',
      path: `/${many}`,
      id: `clear${name}s`,
      summary: `Takes every ${what} away`,
      act: ({ tenant }) => of(tenant).clear(),
    }),
    tenantRoute({
      method: 'DELETE',
      path: `/${many}/{id}`,
      id: `remove${name}`,
      summary: `Takes one ${what} away`,
      act({ tenant, path: { id = '' } }) {
        const known = of(tenant).list()
        if (!of(tenant).remove(id))
          throw missing(
            what,
            id,
            known.map((one) => one.id),
          )
      },
    }),
  ]
}
