import { defect } from '../defect.ts'

export const loginSkipped = defect({
  id: 'login-skipped',
  sentence: 'Every new session is logged in as the first user without being asked.',
  breaks: { document: 'RFC 6749', section: '3.1' },
  options: (settings) => ({ ...settings, login: 'automatic', consent: 'automatic' }),
})
