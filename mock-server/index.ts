export { createMockServer, MockServer } from './server.ts'
export { Tenant } from './tenant.ts'
export { readMockFile } from './file.ts'
export { defect, type Defect, type DefectHooks } from './defects/defect.ts'
export { allDefects } from './defects/index.ts'
export type { Journal, JournalEntry } from './journal.ts'
export type {
  Client,
  Lifetimes,
  MockOptions,
  PkcePolicy,
  RotationPolicy,
  TenantOptions,
  TenantSettings,
  User,
} from './options.ts'
