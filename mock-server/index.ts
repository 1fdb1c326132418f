export { createMockServer, MockServer } from './server.ts'
export { Answers } from './answers/answers.ts'
export type { AnswerAction, AnswerBody, AnswerRule, AnswerSelector, AnswerState } from './answers/rule.ts'
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
export { dialectNamed, dialectNames } from './dialects/index.ts'
export { isDialectFile, readDialectFile } from './dialects/read.ts'
export type { Dialect, DialectOptions, Quirk } from './dialects/dialect.ts'
export type { Api } from './apis/api.ts'
export type { EndpointPaths } from './wire/paths.ts'
export type { AnswerShape } from './wire/shapes.ts'
export { readMockFile } from './file.ts'
export { Keys, type KeyView, type Rotation } from './keys/keys.ts'
export { signingAlgorithms, type SigningAlgorithm } from './keys/algorithms.ts'
export { changesBetween, type Changes, type MockChanges } from './configure.ts'
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
export { usualClients } from './defaults.ts'
export { developmentClientKeys } from './keys/development-clients.ts'
export { JournalEntry, type Journal, type JournalFacts, type JournalListener, type Refusal } from './journal.ts'
export type { Parameters, PkceOutcome } from './journal/entry.ts'
export type { Har, HarEntry, HarOptions } from './journal/har.ts'
export type { JournalQuery, ParameterWish } from './journal/query.ts'
export type { Expectation, Verdict } from './journal/verify.ts'
export type { LoginScript } from './login/script.ts'
export type { Logins } from './login/logins.ts'
export type { Explanation } from './explain/explanation.ts'
export type { Payload, Store } from './storage/store.ts'
export type { StoreCall } from './storage/store-call.ts'
export type { ClientCall } from './provider/client-rules.ts'
export type { WireAnswer } from './wire/answer.ts'
export type { WireReply, WireRequest } from './wire/request.ts'
export type {
  AddressOptions,
  BodyFormat,
  Client,
  ClockOptions,
  CorsPolicy,
  ControlPolicy,
  Lifetimes,
  MockOptions,
  PkcePolicy,
  RedirectPolicy,
  RegistrationPolicy,
  RotationPolicy,
  StoreOptions,
  TenantOptions,
  TenantSettings,
  TlsOptions,
  TokenForms,
  TrustedIssuer,
  User,
} from './options.ts'
