import type { Lifetimes } from '../../options.ts'
import { tenantRoute, type ControlRoute } from '../route.ts'
import { of } from '../schemas.ts'

/** Lifetimes: look and change. */
export const lifetimeRoutes: readonly ControlRoute[] = [
  tenantRoute({
    method: 'GET',
    path: '/lifetimes',
    id: 'showLifetimes',
    summary: 'How long things live, in seconds',
    answer: { schema: of('Lifetimes') },
    act: ({ tenant }) => tenant.lifetimes,
  }),
  tenantRoute<Partial<Lifetimes>>({
    method: 'PATCH',
    path: '/lifetimes',
    id: 'changeLifetimes',
    summary: 'Changes some of them, for what is issued from then on',
    body: { schema: of('Lifetimes'), example: { code: 2, access_token: 5 } },
    answer: { schema: of('Lifetimes') },
    act: ({ tenant, body }) => Object.assign(tenant.lifetimes, body),
  }),
]
