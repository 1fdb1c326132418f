import { defect } from '../defect.ts'
import { toClient } from '../to-client.ts'

export const refreshTokenInFrontChannel = defect({
  id: 'refresh-token-in-front-channel',
  sentence: 'An authorization response carries the refresh token of an earlier grant.',
  breaks: { document: 'RFC 6749', section: '10.4' },
  after(answer, { tenant }) {
    const place = toClient(answer)
    const earlier = [...tenant.store.entries('RefreshToken')].at(-1)
    if (!place?.searchParams.has('code') || !earlier) return
    place.searchParams.set('refresh_token', earlier[0])
    answer.location = place
  },
})
