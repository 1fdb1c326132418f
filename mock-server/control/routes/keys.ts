import type { Tenant } from '../../tenant.ts'
import { missing, tenantRoute, type ControlRoute } from '../route.ts'

interface View {
  readonly kid: string
}

/** The signing keys of a tenant. */
interface Keys {
  list(): readonly View[]
  rotate(how?: object): Promise<View>
  activate(kid: string): void
  remove(kid: string): Promise<void>
  impersonate(kid: string): Promise<void>
  reset(): void
}

const view = { type: 'object', required: ['kid'], properties: { kid: { type: 'string' } } }
const answer = { schema: { type: 'array', items: view } }

/** Key life cycle: list, rotate, activate, impersonate, remove, reset. Each verb answers with the keys published then. */
export function keyRoutes(of: (tenant: Tenant) => Keys): ControlRoute[] {
  const known = (tenant: Tenant, kid = ''): string => {
    const keys = of(tenant)
      .list()
      .map((one) => one.kid)
    if (keys.includes(kid)) return kid
    throw missing('key', kid, keys)
  }
  return [
    tenantRoute({
      method: 'GET',
      path: '/keys',
      id: 'listKeys',
      summary: 'The published keys, without their secrets',
      answer,
      act: ({ tenant }) => of(tenant).list(),
    }),
    tenantRoute<object | undefined>({
      method: 'POST',
      path: '/keys/rotate',
      id: 'rotateKey',
      summary: 'Makes a new signing key; the old one stays published unless "overlap" is false',
      body: {
        optional: true,
        schema: {
          type: 'object',
          additionalProperties: false,
          properties: { alg: { type: 'string' }, overlap: { enum: [true, false, 'published-only'] } },
        },
        example: { alg: 'ES256', overlap: false },
      },
      answer,
      async act({ tenant, body }) {
        await of(tenant).rotate(body)
        return of(tenant).list()
      },
    }),
    ...(['activate', 'impersonate'] as const).map((verb) =>
      tenantRoute({
        method: 'POST',
        path: `/keys/{kid}/${verb}`,
        id: `${verb}Key`,
        summary: verb === 'activate' ? 'Has a published key sign' : 'Puts another key under the same kid',
        answer,
        async act({ tenant, path: { kid } }) {
          await of(tenant)[verb](known(tenant, kid))
          return of(tenant).list()
        },
      }),
    ),
    tenantRoute({
      method: 'POST',
      path: '/keys/reset',
      id: 'resetKeys',
      summary: 'Puts the keys back as they began',
      answer,
      act({ tenant }) {
        of(tenant).reset()
        return of(tenant).list()
      },
    }),
    tenantRoute({
      method: 'DELETE',
      path: '/keys/{kid}',
      id: 'removeKey',
      summary: 'Takes a key away; what it signed verifies no longer',
      act: ({ tenant, path: { kid } }) => of(tenant).remove(known(tenant, kid)),
    }),
  ]
}
