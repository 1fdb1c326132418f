import { defect } from '../defect.ts'

export const pkceMissingChallengeWrongError = defect({
  id: 'pkce-missing-challenge-wrong-error',
  sentence: 'A request without the challenge that is required is refused with unauthorized_client.',
  breaks: { document: 'RFC 7636', section: '4.4.1' },
  after(answer, { endpoint, query }) {
    const place = answer.location
    if (endpoint !== 'authorization' || query.has('code_challenge') || query.has('code_challenge_method')) return
    if (place?.searchParams.get('error') !== 'invalid_request') return
    place.searchParams.set('error', 'unauthorized_client')
    answer.location = place
  },
})
