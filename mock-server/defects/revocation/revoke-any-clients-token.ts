import { defect } from '../defect.ts'

export const revokeAnyClientsToken = defect({
  id: 'revoke-any-clients-token',
  sentence: 'A confidential client may revoke the tokens of every other client.',
  breaks: { document: 'RFC 7009', section: '2.1' },
  configure(configuration) {
    const { features } = configuration
    const sound = features?.revocation?.allowedPolicy
    const allowedPolicy: typeof sound = async (ctx, client, token) =>
      client.clientAuthMethod !== 'none' || (await sound?.(ctx, client, token)) === true
    return { ...configuration, features: { ...features, revocation: { enabled: true, allowedPolicy } } }
  },
})
