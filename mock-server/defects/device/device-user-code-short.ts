import { defect } from '../defect.ts'

export const deviceUserCodeShort = defect({
  id: 'device-user-code-short',
  sentence: 'User codes are five digits.',
  breaks: { document: 'RFC 8628', section: '5.1' },
  configure(configuration) {
    const deviceFlow = { ...configuration.features?.deviceFlow, charset: 'digits' as const, mask: '*****' }
    return { ...configuration, features: { ...configuration.features, deviceFlow } }
  },
})
