import type { Plan } from './plan.ts'

declare module 'vitest' {
  interface ProvidedContext {
    assayPlan: Plan
  }
  interface TaskMeta {
    check?: string
    target?: string
  }
}
