export { createMockServer, MockServer } from './server.ts'
export { Clock } from './clock.ts'
export type { ClaimPlace, ClaimRule, ClaimRules, Claims, NamedClaimRule } from './claims/rule.ts'
export type { ClaimsCall, Hooks } from './hooks.ts'
export type {
  Guest,
  Issued,
  IssuedCode,
  IssuedIdToken,
  IssuedRefreshToken,
  IssuedToken,
  IssuedTokens,
  IssueKind,
  IssueWish,
} from './issue/wish.ts'
export type { Names, Selector } from './selector.ts'
export { Tenant } from './tenant.ts'
export { readMockFile } from './file.ts'
export { developmentAuthority } from './keys/development-certificates.ts'
export type { TlsSettings } from './listener.ts'
export { defect, type ClientHooks, type Defect, type DefectHooks, type StoreHooks } from './defects/defect.ts'
export { allDefects } from './defects/index.ts'
export { developmentClientKeys } from './keys/development-clients.ts'
export type { Journal, JournalEntry, Refusal } from './journal.ts'
export type { Payload, Store } from './storage/store.ts'
export type { StoreCall } from './storage/store-call.ts'
export type { ClientCall } from './provider/client-rules.ts'
export type { WireAnswer } from './wire/answer.ts'
export type { WireReply, WireRequest } from './wire/request.ts'
export type {
  BodyFormat,
  Client,
  ClockOptions,
  Lifetimes,
  MockOptions,
  PkcePolicy,
  RegistrationPolicy,
  RotationPolicy,
  TenantOptions,
  TenantSettings,
  TrustedIssuer,
  User,
} from './options.ts'
