import { leave } from '../../grants/rules.ts'
import { defect } from '../defect.ts'

export const jwtGrantSubOptional = defect({
  id: 'jwt-grant-sub-optional',
  sentence: 'An assertion without sub yields a token of some user.',
  breaks: { document: 'RFC 7523', section: '3' },
  options: (settings) => leave(settings, 'assertion subject'),
})
