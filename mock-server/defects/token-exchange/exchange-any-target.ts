import { leave } from '../../grants/rules.ts'
import { defect } from '../defect.ts'

export const exchangeAnyTarget = defect({
  id: 'exchange-any-target',
  sentence: 'A token is issued for whatever audience or resource is named.',
  breaks: { document: 'RFC 8693', section: '2.2.2' },
  options: (settings) => leave(settings, 'exchange target'),
})
