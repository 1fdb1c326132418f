export { createMockServer, MockServer } from './server.ts'
export { Answers } from './answers/answers.ts'
export type { AnswerAction, AnswerBody, AnswerRule, AnswerSelector, AnswerState } from './answers/rule.ts'
export { Clock } from './clock.ts'
export { Tenant } from './tenant.ts'
export { readMockFile } from './file.ts'
export { Keys, type KeyView, type Rotation } from './keys/keys.ts'
export { signingAlgorithms, type SigningAlgorithm } from './keys/algorithms.ts'
export { developmentAuthority } from './keys/development-certificates.ts'
export type { PendingRequest } from './features/backchannel-authentication.ts'
export type {
  CibaOptions,
  DpopOptions,
  FeatureOptions,
  LogoutOptions,
  MtlsOptions,
  ResourceServerOptions,
} from './features/options.ts'
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
