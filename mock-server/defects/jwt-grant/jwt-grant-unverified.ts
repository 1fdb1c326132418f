import { leave } from '../../grants/rules.ts'
import { defect } from '../defect.ts'

export const jwtGrantUnverified = defect({
  id: 'jwt-grant-unverified',
  sentence: 'An assertion is read without looking at its signature.',
  breaks: { document: 'RFC 7523', section: '3' },
  options: (settings) => leave(settings, 'assertion signature'),
})
