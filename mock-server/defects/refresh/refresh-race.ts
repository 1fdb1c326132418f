import { setTimeout as pause } from 'node:timers/promises'
import { defect } from '../defect.ts'

export const refreshRace = defect({
  id: 'refresh-race',
  sentence:
    'Between looking up a refresh token and marking it as used 50 milliseconds pass, so simultaneous requests all succeed.',
  breaks: { document: 'RFC 9700', section: '4.14.2' },
  store: {
    async consume(call, next) {
      if (call.model !== 'RefreshToken') return next()
      await pause(50)
      const token = call.store.peek(call.model, call.id)
      if (token) token.consumed = true
    },
  },
})
