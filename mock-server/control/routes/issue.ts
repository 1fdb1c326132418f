import type { Tenant } from '../../tenant.ts'
import { tenantRoute, type ControlRoute } from '../route.ts'

/** Tokens without a flow; the wish is checked where it is taken in. */
export function issueRoutes(issue: (tenant: Tenant, wish: object) => Promise<object>): ControlRoute[] {
  return [
    tenantRoute<object>({
      method: 'POST',
      path: '/issue',
      id: 'issue',
      summary: 'Issues tokens or a code without a flow',
      body: { schema: { type: 'object' }, example: { user: 'alice', client: 'web', scope: 'openid read' } },
      answer: { schema: { type: 'object' } },
      act: ({ tenant, body }) => issue(tenant, body),
    }),
  ]
}
