import { leave } from '../../grants/rules.ts'
import { defect } from '../defect.ts'

export const jwtGrantReplay = defect({
  id: 'jwt-grant-replay',
  sentence: 'An assertion is taken as often as it comes, and may live for years.',
  breaks: { document: 'RFC 7523', section: '3' },
  options: (settings) => leave(settings, 'assertion replay'),
})
