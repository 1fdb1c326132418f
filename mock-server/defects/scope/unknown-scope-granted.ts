import { defect } from '../defect.ts'
import { grantUnknown } from '../grant-unknown.ts'

export const unknownScopeGranted = defect({
  id: 'unknown-scope-granted',
  sentence: 'An unknown scope is granted to a client of its own.',
  breaks: { document: 'RFC 6749', section: '3.3' },
  ...grantUnknown((scope) => /^[\w.:-]+$/.test(scope) && scope.length < 100),
})
