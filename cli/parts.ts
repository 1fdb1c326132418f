import type { Check } from '../harness/check.ts'
import type { RunOutcome, RunRequest } from '../harness/engine/events.ts'
import type * as MockModule from '../mock-server/index.ts'

export type Mock = Pick<
  typeof MockModule,
  | 'createMockServer'
  | 'allDefects'
  | 'usualClients'
  | 'readMockFile'
  | 'changesBetween'
  | 'dialectNames'
  | 'dialectNamed'
  | 'isDialectFile'
  | 'readDialectFile'
>

/** The heavy parts behind the commands. */
export interface Parts {
  runChecks(request: RunRequest): Promise<RunOutcome>
  /** Bundled checks and those of further files, absolute paths. */
  loadChecks(files: readonly string[]): Promise<Check[]>
  mock(): Promise<Mock>
}

/** The parts as installed; each is imported when it is first needed, for start-up must be quick. */
export const installed: Parts = {
  runChecks: async (request) => (await import('../harness/engine/run.ts')).runChecks(request),
  loadChecks: async (files) => (await import('../harness/catalogue.ts')).loadChecks(files),
  mock: () => import('../mock-server/index.ts'),
}
