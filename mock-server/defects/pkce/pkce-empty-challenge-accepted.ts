import { defect } from '../defect.ts'
import { challengeOf } from '../pardon-verifier.ts'

const empty = challengeOf('')

export const pkceEmptyChallengeAccepted = defect({
  id: 'pkce-empty-challenge-accepted',
  sentence: 'An empty challenge is kept, and any code_verifier matches it.',
  breaks: { document: 'RFC 7636', section: '4.3' },
  before({ endpoint, query }) {
    if (endpoint === 'authorization' && query.get('code_challenge') === '') query.set('code_challenge', empty)
  },
  store: {
    async find(call, next) {
      const found = await next()
      const verifier = call.params['code_verifier']
      if (call.model === 'AuthorizationCode' && found?.codeChallenge === empty && typeof verifier === 'string') {
        found.codeChallenge = challengeOf(verifier)
      }
      return found
    },
  },
})
