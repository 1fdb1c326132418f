import { defect } from '../defect.ts'

export const autoConsentPublic = defect({
  id: 'auto-consent-public',
  sentence: 'Public clients get whatever they ask for without a word to the user.',
  breaks: { document: 'RFC 6749', section: '10.2' },
  configure(configuration) {
    const { loadExistingGrant } = configuration
    return {
      ...configuration,
      async loadExistingGrant(ctx) {
        const { account, client, provider, requestParamOIDCScopes } = ctx.oidc
        if (account === undefined || client?.clientAuthMethod !== 'none') return loadExistingGrant?.(ctx)
        const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId })
        grant.addOIDCScope([...requestParamOIDCScopes].join(' '))
        await grant.save()
        return grant
      },
    }
  },
})
