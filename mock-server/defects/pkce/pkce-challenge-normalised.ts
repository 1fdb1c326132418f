import { defect } from '../defect.ts'

export const pkceChallengeNormalised = defect({
  id: 'pkce-challenge-normalised',
  sentence: 'A challenge is read in any base64, with padding or without.',
  breaks: { document: 'RFC 7636', section: '4.2' },
  before({ endpoint, query }) {
    const challenge = query.get('code_challenge')
    if (endpoint !== 'authorization' || challenge === null || !/[+/=]/.test(challenge)) return
    query.set('code_challenge', Buffer.from(challenge, 'base64').toString('base64url'))
  },
})
