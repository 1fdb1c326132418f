import type { TenantOptions } from '../../options.ts'
import type { Tenant } from '../../tenant.ts'
import { Problem } from '../problem.ts'
import { defaultName, mockRoute, tenantRoute, type ControlRoute } from '../route.ts'
import { listOf, of } from '../schemas.ts'

function told({ name, issuer, users, clients, defects }: Tenant) {
  return {
    name: name || defaultName,
    issuer,
    users: users.list().map(({ username }) => username),
    clients: clients.list().map(({ client_id: id }) => id),
    defects: defects.list(),
  }
}

const example = { login: 'automatic', consent: 'automatic' }

/** Tenants: list, create, settings, change, reset, drop. */
export const tenantRoutes: readonly ControlRoute[] = [
  mockRoute({
    method: 'GET',
    path: '/tenants',
    id: 'listTenants',
    summary: 'The tenants; the one at the issuer itself is called "default"',
    answer: { schema: listOf('Tenant') },
    act: ({ mock }) => [...mock.tenants.values()].map(told),
  }),
  mockRoute<{ name?: string; options?: TenantOptions } | undefined>({
    method: 'POST',
    path: '/tenants',
    id: 'createTenant',
    summary: 'Adds a tenant, with a random name when none is given',
    body: {
      optional: true,
      schema: {
        type: 'object',
        additionalProperties: false,
        properties: { name: { type: 'string', pattern: '^[A-Za-z0-9_-]+$' }, options: of('TenantOptions') },
      },
      example: { name: 'checkout', options: example },
    },
    answer: { status: 201, schema: of('Tenant') },
    async act({ mock, body: { name, options } = {} }) {
      if (name !== undefined && (name === defaultName || mock.tenants.has(name))) {
        throw new Problem(409, `Expected a new tenant name, got "${name}" again. Drop it first, or choose another.`)
      }
      const tenant = await mock.createTenant(name, options)
      try {
        await tenant.checkWith(options?.clients ?? [])
      } catch (error) {
        mock.dropTenant(tenant.name)
        throw error
      }
      return told(tenant)
    },
  }),
  tenantRoute({
    method: 'GET',
    path: '',
    id: 'showTenant',
    summary: 'A tenant in short',
    answer: { schema: of('Tenant') },
    act: ({ tenant }) => told(tenant),
  }),
  tenantRoute({
    method: 'DELETE',
    path: '',
    id: 'dropTenant',
    summary: 'Removes a tenant and all it knows; the default one stays',
    act: ({ mock, tenant }) => mock.dropTenant(tenant.name),
  }),
  tenantRoute({
    method: 'GET',
    path: '/options',
    id: 'showOptions',
    summary: 'How the tenant behaves now, every gap filled',
    answer: { schema: { type: 'object' } },
    act: ({ tenant }) => tenant.options,
  }),
  tenantRoute<TenantOptions>({
    method: 'PATCH',
    path: '/options',
    id: 'configureTenant',
    summary: 'Changes options of a running tenant; codes, tokens and sessions survive',
    body: { schema: of('TenantOptions'), example },
    answer: { schema: { type: 'object' } },
    async act({ tenant, body }) {
      await tenant.configure(body)
      return tenant.options
    },
  }),
  tenantRoute({
    method: 'POST',
    path: '/reset',
    id: 'resetTenant',
    summary: 'Forgets all state and puts users, clients, lifetimes, clock and defects back',
    act: ({ tenant }) => tenant.reset(),
  }),
]
