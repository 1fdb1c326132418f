import { defect } from '../defect.ts'
import { anyScope } from '../any-scope.ts'

export const jsonSkipsScopeCheck = defect({
  id: 'json-skips-scope-check',
  sentence: 'Which scopes a client may have is checked for forms only, not for JSON bodies.',
  breaks: { document: 'vendor documentation', section: 'token requests' },
  ...anyScope,
})
