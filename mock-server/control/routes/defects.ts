import { allDefects } from '../../defects/index.ts'
import type { Defect } from '../../defects/defect.ts'
import { missing, sound, tenantRoute, type ControlRoute } from '../route.ts'
import { listOf, of } from '../schemas.ts'

function known(id = ''): Defect {
  const found = allDefects().get(id)
  if (found) return found
  throw missing('defect', id, [...allDefects().keys()])
}

function told({ id, sentence, breaks }: Defect, on: boolean) {
  return { id, sentence, ...breaks, on }
}

/** Defects: list, switch on, switch off. */
export const defectRoutes: readonly ControlRoute[] = [
  tenantRoute({
    method: 'GET',
    path: '/defects',
    id: 'listDefects',
    summary: 'Every defect with what it does and the section it breaks',
    query: {
      on: { description: '"true": only those that are on', schema: { enum: ['true', 'false'] } },
      q: { description: 'words that id or sentence hold, all of them', schema: { type: 'string' } },
    },
    answer: { schema: listOf('Defect') },
    act({ tenant, query: { on, q = '' } }) {
      const active = new Set(tenant.defects.list())
      const words = q.toLowerCase().split(/\s+/)
      return [...allDefects().values()]
        .map((one) => told(one, active.has(one.id)))
        .filter((one) => on === undefined || one.on === (on === 'true'))
        .filter(({ id, sentence }) => words.every((word) => `${id} ${sentence}`.toLowerCase().includes(word)))
    },
  }),
  tenantRoute({
    method: 'DELETE',
    path: '/defects',
    id: 'mendAll',
    summary: 'Switches every defect off',
    act: ({ tenant }) => tenant.defects.off(),
  }),
  tenantRoute({
    method: 'PUT',
    path: '/defects/{id}',
    id: 'switchOn',
    summary: 'Switches a defect on; it acts from the next request',
    answer: { schema: of('Defect') },
    act({ tenant, path: { id } }) {
      const defect = known(id)
      return sound(tenant, () => (tenant.defects.on(defect), told(defect, true)))
    },
  }),
  tenantRoute({
    method: 'DELETE',
    path: '/defects/{id}',
    id: 'switchOff',
    summary: 'Switches a defect off',
    act: ({ tenant, path: { id } }) => tenant.defects.off(known(id).id),
  }),
]
