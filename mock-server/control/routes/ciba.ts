import type { Tenant } from '../../tenant.ts'
import { missing, tenantRoute, type ControlRoute } from '../route.ts'

const waiting = { type: 'object', required: ['auth_req_id'], properties: { auth_req_id: { type: 'string' } } }

async function known({ ciba }: Tenant, id = ''): Promise<string> {
  const ids = ciba.list().map((request) => request.auth_req_id)
  if (ids.includes(id)) return id
  throw missing('request', id, ids)
}

/** Users asked on another device (CIBA): list, approve, deny. */
export const cibaRoutes: readonly ControlRoute[] = [
  tenantRoute({
    method: 'GET',
    path: '/ciba',
    id: 'listBackchannelRequests',
    summary: 'Who is asked on another device and has not answered',
    answer: { schema: { type: 'array', items: waiting } },
    act: ({ tenant }) => tenant.ciba.list(),
  }),
  ...(['approve', 'deny'] as const).map((verb) =>
    tenantRoute({
      method: 'POST',
      path: `/ciba/{id}/${verb}`,
      id: `${verb}BackchannelRequest`,
      summary: verb === 'approve' ? 'Says yes for the user' : 'Says no for the user',
      act: async ({ tenant, path: { id } }) => tenant.ciba[verb](await known(tenant, id)),
    }),
  ),
]
