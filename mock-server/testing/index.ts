export { assertIssued, assertReceived, assertRefused, type Recorded } from './assertions.ts'
export { login, type Login, type LoginOptions } from './login.ts'
export { matchers, type MatcherResult, type TenantMatchers } from './matchers.ts'
export type { TokenAnswer } from './redeem.ts'
