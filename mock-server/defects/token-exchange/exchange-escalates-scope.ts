import { leave } from '../../grants/rules.ts'
import { defect } from '../defect.ts'

export const exchangeEscalatesScope = defect({
  id: 'exchange-escalates-scope',
  sentence: 'An exchanged token gets every scope its client may have, whatever the subject token had.',
  breaks: { document: 'RFC 8693', section: '2.2.1' },
  options: (settings) => leave(settings, 'exchange scope'),
})
