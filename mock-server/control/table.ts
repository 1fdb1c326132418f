import type { ControlRoute } from './route.ts'
import { clockRoutes } from './routes/clock.ts'
import { defectRoutes } from './routes/defects.ts'
import { directoryRoutes } from './routes/directory.ts'
import { journalRoutes } from './routes/journal.ts'
import { lifetimeRoutes } from './routes/lifetimes.ts'
import { tenantRoutes } from './routes/tenants.ts'

/** Every verb of the control API; the router, the OpenAPI document and the tests read this list. */
export const routes: readonly ControlRoute[] = [
  ...tenantRoutes,
  ...directoryRoutes,
  ...lifetimeRoutes,
  ...clockRoutes,
  ...defectRoutes,
  ...journalRoutes,
]
