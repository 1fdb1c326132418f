import type { ControlRoute } from './route.ts'
import { clockRoutes } from './routes/clock.ts'
import { defectRoutes } from './routes/defects.ts'
import { directoryRoutes } from './routes/directory.ts'
import { answerRoutes } from './routes/answers.ts'
import { cibaRoutes } from './routes/ciba.ts'
import { claimRoutes } from './routes/claims.ts'
import { issueRoutes } from './routes/issue.ts'
import { journalSearchRoutes } from './routes/journal-search.ts'
import { keyRoutes } from './routes/keys.ts'
import { loginRoutes } from './routes/logins.ts'
import { lifetimeRoutes } from './routes/lifetimes.ts'
import { tenantRoutes } from './routes/tenants.ts'

/** Every verb of the control API; the router, the OpenAPI document and the tests read this list. */
export const routes: readonly ControlRoute[] = [
  ...tenantRoutes,
  ...directoryRoutes,
  ...lifetimeRoutes,
  ...clockRoutes,
  ...defectRoutes,
  ...answerRoutes(({ answers }) => answers),
  ...keyRoutes(({ keys }) => keys),
  ...claimRoutes(({ claims }) => claims),
  ...issueRoutes((tenant, wish) => tenant.issue(wish)),
  ...loginRoutes(({ logins }) => logins),
  ...cibaRoutes,
  ...journalSearchRoutes(({ journal }) => journal),
]
