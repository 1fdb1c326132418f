import type { ConformanceOptions } from './plugin.ts'
import type { Plan } from './plan.ts'

declare module 'vitest' {
  interface ProvidedContext {
    assayPlan: Plan
    assayOptions?: ConformanceOptions
  }
  interface TaskMeta {
    check?: string
    target?: string
  }
}
