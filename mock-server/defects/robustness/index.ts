import type { Defect } from '../defect.ts'
import { arrayParameter500 } from './array-parameter-500.ts'
import { badPercent500 } from './bad-percent-500.ts'
import { badUtf8500 } from './bad-utf8-500.ts'
import { contentTypeIgnored } from './content-type-ignored.ts'
import { emptyBody500 } from './empty-body-500.ts'
import { errorEchoesSecret } from './error-echoes-secret.ts'
import { jsonBody500 } from './json-body-500.ts'
import { longValue500 } from './long-value-500.ts'
import { manyParameters500 } from './many-parameters-500.ts'
import { nulByte500 } from './nul-byte-500.ts'
import { quoteCharacter500 } from './quote-character-500.ts'
import { stackTraceInError } from './stack-trace-in-error.ts'
import { authzMalformed500 } from './authz-malformed-500.ts'
import { authzLongUrl500 } from './authz-long-url-500.ts'
import { malformedRequestPoisonsServer } from './malformed-request-poisons-server.ts'
import { forwardedHeadersTrusted } from './forwarded-headers-trusted.ts'
import { unknownScope500 } from './unknown-scope-500.ts'
import { malformedRequestHangs } from './malformed-request-hangs.ts'

export const robustnessDefects: readonly Defect[] = [
  arrayParameter500,
  badPercent500,
  badUtf8500,
  contentTypeIgnored,
  emptyBody500,
  errorEchoesSecret,
  jsonBody500,
  longValue500,
  manyParameters500,
  nulByte500,
  quoteCharacter500,
  stackTraceInError,
  authzMalformed500,
  authzLongUrl500,
  malformedRequestPoisonsServer,
  forwardedHeadersTrusted,
  unknownScope500,
  malformedRequestHangs,
]
