import { leave } from '../../grants/rules.ts'
import { defect } from '../defect.ts'

export const exchangeAcceptsForgedSubject = defect({
  id: 'exchange-accepts-forged-subject',
  sentence: 'A JWT is exchanged without looking at its signature.',
  breaks: { document: 'RFC 8693', section: '2.2.2' },
  options: (settings) => leave(settings, 'subject token signature'),
})
