import { defect } from '../defect.ts'
import { challengeOf } from '../pardon-verifier.ts'

const any = 'A'.repeat(43)

export const pkcePlainUnverified = defect({
  id: 'pkce-plain-unverified',
  sentence: 'Any verifier is accepted for a plain challenge.',
  breaks: { document: 'RFC 7636', section: '4.6' },
  before({ endpoint, query }) {
    if (endpoint === 'authorization' && query.get('code_challenge_method') === 'plain') query.set('code_challenge', any)
  },
  store: {
    async find(call, next) {
      const found = await next()
      const plain = call.model === 'AuthorizationCode' && found?.codeChallenge === challengeOf(any)
      if (plain && call.params['code_verifier'] !== undefined) call.params['code_verifier'] = any
      return found
    },
  },
})
