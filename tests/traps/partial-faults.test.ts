import { expect, test } from 'vitest'

import { loadChecks } from '../../harness/catalogue.ts'
import { Crowd } from '../../harness/engine/crowd.ts'
import { select } from '../../harness/selection.ts'
import { createMockServer, type TenantOptions } from '../../mock-server/index.ts'
import { judgeDefect } from '../../scripts/proof/judge-defect.ts'
import { patience } from '../acceptance/assay.ts'

type Hooks = NonNullable<TenantOptions['hooks']>

/** A state that comes back as something else. */
const stateAs = (made: (state: string) => string): Hooks => ({
  answer(answer) {
    const { location, status } = answer
    const state = location?.searchParams.get('state')
    if (!location || typeof state !== 'string' || !location.searchParams.has('code')) return
    location.searchParams.set('state', made(state))
    Object.assign(answer, { location, status })
  },
})

/** Errors are sent to redirect URIs that nobody registered, as far as they look like these. */
const redirectsTo = (alike: RegExp): Hooks => ({
  request({ path, query }) {
    const uri = query.get('redirect_uri')
    if (!path.endsWith('/authorize') || uri === null || !alike.test(uri)) return undefined
    return { status: 303, headers: { location: `${uri}?error=invalid_request` } }
  },
})

const failsAtOddScopes: Hooks = {
  request({ path, query }) {
    const odd = path.endsWith('/authorize') && /[^ -~]/.test(query.get('scope') ?? '')
    return odd ? { status: 500, headers: {}, body: 'failed' } : undefined
  },
}

/** Faults that show for some clients, endpoints or characters only, and the check that finds each. */
const servers: Readonly<Record<string, { readonly hooks: Hooks; readonly broken: string }>> = {
  'a state of digits is read as a number': {
    hooks: stateAs((state) => (/^\d+$/.test(state) ? String(Number(state)) : state)),
    broken: 'authz.state-exact',
  },
  'backslashes of a state are doubled': {
    hooks: stateAs((state) => state.replaceAll('\\', '\\\\')),
    broken: 'authz.state-exact',
  },
  'dots of a registered host match anything': {
    hooks: redirectsTo(/^https:\/\/\w+x\w+[/:]/),
    broken: 'redirect-uri.host-suffix-refused',
  },
  'slashes of a path are merged': {
    hooks: redirectsTo(/^https?:\/\/[^/]+\/\//),
    broken: 'redirect-uri.path-confusion-refused',
  },
  'localhost is always right': {
    hooks: redirectsTo(/^http:\/\/localhost\//),
    broken: 'redirect-uri.unregistered-host-refused',
  },
  'a malformed scope fails at the authorization endpoint only': {
    hooks: failsAtOddScopes,
    broken: 'scope.malformed',
  },
}

test.each(Object.entries(servers))('%s', { timeout: patience }, async (_, { hooks, broken }) => {
  await using mock = await createMockServer()
  const checks = select(await loadChecks(), [broken])

  const verdicts = await judgeDefect(mock, { tenant: { hooks }, proves: [] }, [], checks, new Crowd(8))

  expect(verdicts[broken]).toMatchObject({ verdict: 'fail' })
})
