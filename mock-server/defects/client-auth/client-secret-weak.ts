import { randomInt } from 'node:crypto'
import { defect } from '../defect.ts'

export const clientSecretWeak = defect({
  id: 'client-secret-weak',
  sentence: 'A client that registers gets eight digits as its secret.',
  breaks: { document: 'RFC 6749', section: '10.10' },
  configure: ({ features, ...configuration }) => ({
    ...configuration,
    features: {
      ...features,
      registration: { ...features?.registration, secretFactory: () => String(randomInt(1e8)).padStart(8, '0') },
    },
  }),
})
