import type { Expired } from '../context.ts'
import { surely } from '../operations/outlived.ts'
import type { Lifetimes } from '../target/target.ts'
import { Blocked } from '../verdict.ts'

/** See `Expired`. */
export function expiryGuards(lifetimes: Lifetimes): Expired {
  const guard = (what: string, since: number, lifetime: number | undefined): void => {
    if (lifetime === undefined || Date.now() - since < surely(lifetime)) return
    throw new Blocked(`the ${what} outlived its ${lifetime} s before the step that matters`, { transient: true })
  }
  return {
    code: ({ at }) => guard('code', at, lifetimes.code),
    deviceCode: ({ at, expires_in }) => guard('device code', at, expires_in ?? lifetimes.device_code),
    accessToken: ({ answer, expires_in }) => guard('access token', answer.at, expires_in ?? lifetimes.access_token),
    refreshToken: ({ answer }) => guard('refresh token', answer.at, lifetimes.refresh_token),
  }
}
