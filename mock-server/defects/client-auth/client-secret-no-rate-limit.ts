import { defect } from '../defect.ts'

export const clientSecretNoRateLimit = defect({
  id: 'client-secret-no-rate-limit',
  sentence: 'Client secrets may be guessed as often and as fast as one likes.',
  breaks: { document: 'RFC 6749', section: '2.3.1' },
  options: (settings) => ({ ...settings, secretGuesses: Number.POSITIVE_INFINITY }),
})
