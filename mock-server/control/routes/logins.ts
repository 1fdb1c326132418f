import type { Tenant } from '../../tenant.ts'
import { tenantRoute, type ControlRoute } from '../route.ts'

type Script = string | object

/** The next logins of a tenant; scripts are checked where they are taken in. */
interface Logins {
  next(...scripts: Script[]): void
  list(): readonly object[]
  clear(): void
}

const script = { anyOf: [{ type: 'string', minLength: 1 }, { type: 'object' }] }
const answer = { schema: { type: 'array', items: { type: 'object' } } }

/** One-shot logins: list, queue, clear. */
export function loginRoutes(of: (tenant: Tenant) => Logins): ControlRoute[] {
  return [
    tenantRoute({
      method: 'GET',
      path: '/logins',
      id: 'listLogins',
      summary: 'The scripted logins still to come, in order',
      answer,
      act: ({ tenant }) => of(tenant).list(),
    }),
    tenantRoute<Script | Script[]>({
      method: 'POST',
      path: '/logins',
      id: 'scriptLogins',
      summary: 'Queues the next login, or several: a username, or a script such as {"deny": true}',
      body: {
        schema: { anyOf: [script, { type: 'array', items: script }] },
        example: [{ user: 'alice' }, { deny: true }],
      },
      answer,
      act({ tenant, body }) {
        of(tenant).next(...(Array.isArray(body) ? body : [body]))
        return of(tenant).list()
      },
    }),
    tenantRoute({
      method: 'DELETE',
      path: '/logins',
      id: 'clearLogins',
      summary: 'Forgets the scripted logins',
      act: ({ tenant }) => of(tenant).clear(),
    }),
  ]
}
