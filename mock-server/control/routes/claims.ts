import { rulesRoutes } from './rules.ts'

type Of = Parameters<typeof rulesRoutes>[0]['of']

/** Custom claims: list, add, replace, remove, clear. */
export const claimRoutes = (of: Of) =>
  rulesRoutes({
    many: 'claims',
    what: 'claim rule',
    name: 'ClaimRule',
    of,
    example: { when: { user: 'alice' }, id_token: { groups: ['admins'] } },
  })
