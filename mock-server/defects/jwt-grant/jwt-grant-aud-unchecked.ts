import { leave } from '../../grants/rules.ts'
import { defect } from '../defect.ts'

export const jwtGrantAudUnchecked = defect({
  id: 'jwt-grant-aud-unchecked',
  sentence: 'An assertion is taken whatever its aud says.',
  breaks: { document: 'RFC 7523', section: '3' },
  options: (settings) => leave(settings, 'assertion audience'),
})
