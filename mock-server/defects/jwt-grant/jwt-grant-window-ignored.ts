import { leave } from '../../grants/rules.ts'
import { defect } from '../defect.ts'

export const jwtGrantWindowIgnored = defect({
  id: 'jwt-grant-window-ignored',
  sentence: 'The exp and nbf of an assertion are not compared with the time.',
  breaks: { document: 'RFC 7523', section: '3' },
  options: (settings) => leave(settings, 'assertion times'),
})
