import { defect } from '../defect.ts'
import { grantUnknown } from '../grant-unknown.ts'

export const malformedScopeAccepted = defect({
  id: 'malformed-scope-accepted',
  sentence: 'A scope with illegal characters is granted to a client of its own.',
  breaks: { document: 'RFC 6749', section: 'A.4' },
  ...grantUnknown((scope) => /[^\x21\x23-\x5b\x5d-\x7e]/.test(scope)),
})
