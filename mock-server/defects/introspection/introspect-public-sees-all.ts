import { defect } from '../defect.ts'

export const introspectPublicSeesAll = defect({
  id: 'introspect-public-sees-all',
  sentence: 'A public client is told about the tokens of every other client.',
  breaks: { document: 'RFC 7662', section: '4' },
  configure(configuration) {
    const introspection = { enabled: true, allowedPolicy: async () => true } as const
    return { ...configuration, features: Object.assign({}, configuration.features, { introspection }) }
  },
})
