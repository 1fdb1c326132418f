import { defect } from '../defect.ts'

export const passwordNoRateLimit = defect({
  id: 'password-no-rate-limit',
  sentence: 'Passwords can be guessed at the token endpoint without end.',
  breaks: { document: 'RFC 6749', section: '4.3.2' },
  options: (settings) => ({ ...settings, passwordAttempts: Infinity }),
})
