import type { Defect } from '../defect.ts'
import { missingPasswordWrongError } from './missing-password-wrong-error.ts'
import { passwordGrantBroken } from './password-grant-broken.ts'
import { passwordGrantEnabled } from './password-grant-enabled.ts'
import { passwordLatin1 } from './password-latin1.ts'
import { passwordNoRateLimit } from './password-no-rate-limit.ts'
import { passwordUnchecked } from './password-unchecked.ts'
import { passwordUserEnumeration } from './password-user-enumeration.ts'
import { passwordWithoutClientAuthentication } from './password-without-client-authentication.ts'
import { wrongPasswordWrongError } from './wrong-password-wrong-error.ts'

export const passwordDefects: readonly Defect[] = [
  missingPasswordWrongError,
  passwordGrantBroken,
  passwordGrantEnabled,
  passwordLatin1,
  passwordNoRateLimit,
  passwordUnchecked,
  passwordUserEnumeration,
  passwordWithoutClientAuthentication,
  wrongPasswordWrongError,
]
