import { defect } from '../defect.ts'
import { anyScope } from '../any-scope.ts'

export const dialectClientScopeUnlimited = defect({
  id: 'dialect-client-scope-unlimited',
  sentence: 'A JSON request gets every scope it asks for, whatever was selected for the client.',
  breaks: { document: 'vendor documentation', section: 'scopes' },
  ...anyScope,
})
