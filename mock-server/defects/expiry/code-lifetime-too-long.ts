import { defect } from '../defect.ts'

export const codeLifetimeTooLong = defect({
  id: 'code-lifetime-too-long',
  sentence: 'Codes live twenty minutes.',
  breaks: { document: 'RFC 6749', section: '4.1.2' },
  options: (settings) => ({ ...settings, lifetimes: { ...settings.lifetimes, code: 1200 } }),
})
