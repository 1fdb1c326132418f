import type { Directory } from '../../directory.ts'
import type { Client, User } from '../../options.ts'
import type { Tenant } from '../../tenant.ts'
import { missing, sound, tenantRoute, type ControlRoute } from '../route.ts'
import { listOf, of } from '../schemas.ts'

interface Listing<Item> {
  /** As it stands in paths and ids. */
  readonly one: 'User' | 'Client'
  readonly many: 'users' | 'clients'
  readonly list: (tenant: Tenant) => Directory<Item>
  readonly key: (item: Item) => string
  readonly example: Item
}

function found<Item>({ one, list, key }: Listing<Item>, tenant: Tenant, name = ''): Item {
  const item = list(tenant).find(name)
  if (item !== undefined) return item
  throw missing(one.toLowerCase(), name, list(tenant).list().map(key))
}

function routesOf<Item>(listing: Listing<Item>): ControlRoute[] {
  const { one, many, list, example } = listing
  const what = one.toLowerCase()
  const path = `/${many}/{name}`
  return [
    tenantRoute({
      method: 'GET',
      path: `/${many}`,
      id: `list${one}s`,
      summary: `Every ${what}`,
      answer: { schema: listOf(one) },
      act: ({ tenant }) => list(tenant).list(),
    }),
    tenantRoute<Item>({
      method: 'POST',
      path: `/${many}`,
      id: `add${one}`,
      summary: `Adds a ${what}, or replaces the one of the same name`,
      body: { schema: of(one), example },
      answer: { status: 201, schema: of(one) },
      act: ({ tenant, body }) => sound(tenant, () => (list(tenant).add(body), body)),
    }),
    tenantRoute<Item[]>({
      method: 'PUT',
      path: `/${many}`,
      id: `replace${one}s`,
      summary: `Puts exactly these in place of every ${what}`,
      body: { schema: listOf(one), example: [example] },
      answer: { schema: listOf(one) },
      act: ({ tenant, body }) => sound(tenant, () => (list(tenant).replace(body), body)),
    }),
    tenantRoute({
      method: 'GET',
      path,
      id: `find${one}`,
      summary: `One ${what}`,
      answer: { schema: of(one) },
      act: ({ tenant, path: { name } }) => found(listing, tenant, name),
    }),
    tenantRoute({
      method: 'DELETE',
      path,
      id: `remove${one}`,
      summary: `Removes a ${what}`,
      act({ tenant, path: { name } }) {
        list(tenant).remove(listing.key(found(listing, tenant, name)))
      },
    }),
  ]
}

/** Users and clients: list, add, replace, find, remove. */
export const directoryRoutes: readonly ControlRoute[] = [
  ...routesOf<User>({
    one: 'User',
    many: 'users',
    list: ({ users }) => users,
    key: ({ username }) => username,
    example: { username: 'carol', password: 'carol-password', claims: { email: 'carol@example.com' } },
  }),
  ...routesOf<Client>({
    one: 'Client',
    many: 'clients',
    list: ({ clients }) => clients,
    key: ({ client_id: id }) => id,
    example: {
      client_id: 'shop',
      client_secret: 'shop-secret-0123456789-abcdefghijklmnopqr',
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: ['http://localhost:3000/callback'],
    },
  }),
]
