import { defect } from '../defect.ts'

export const pkceChallengePerSession = defect({
  id: 'pkce-challenge-per-session',
  sentence: 'The challenge is kept per client and user, so the latest one counts for every code.',
  breaks: { document: 'RFC 7636', section: '4.4' },
  store: {
    async find(call, next) {
      const found = await next()
      if (!found || call.model !== 'AuthorizationCode') return found
      for (const [, code] of call.store.entries('AuthorizationCode')) {
        const same = code.clientId === found.clientId && code.sessionUid === found.sessionUid
        if (same && code.codeChallenge) found.codeChallenge = code.codeChallenge
      }
      return found
    },
  },
})
