import { defect } from '../defect.ts'

export const pkceS256WrongEncoding = defect({
  id: 'pkce-s256-wrong-encoding',
  sentence: 'The challenge is compared with the hash in padded standard base64.',
  breaks: { document: 'RFC 7636', section: '4.6' },
  store: {
    async find(call, next) {
      const found = await next()
      const challenge = call.model === 'AuthorizationCode' ? found?.codeChallenge : undefined
      // A padded value never equals an unpadded one, so the comparison fails as it would there.
      if (found && challenge !== undefined) found.codeChallenge = Buffer.from(challenge, 'base64url').toString('base64')
      return found
    },
  },
})
