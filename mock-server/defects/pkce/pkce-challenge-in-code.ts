import { defect } from '../defect.ts'

export const pkceChallengeInCode = defect({
  id: 'pkce-challenge-in-code',
  sentence: 'The challenge is part of the code, in base64url.',
  breaks: { document: 'RFC 7636', section: '4.4' },
  before({ endpoint, form }) {
    const code = form.get('code')
    if (endpoint === 'token' && code !== null) form.set('code', code.split('.', 1)[0] ?? '')
  },
  after(answer, { tenant }) {
    const place = answer.location
    const code = place?.searchParams.get('code')
    const challenge = code && tenant.store.peek('AuthorizationCode', code)?.codeChallenge
    if (!place || !challenge) return
    place.searchParams.set('code', `${code}.${Buffer.from(challenge).toString('base64url')}`)
    answer.location = place
  },
})
