import { setTimeout as pause } from 'node:timers/promises'
import { defect } from '../defect.ts'

export const codeRace = defect({
  id: 'code-race',
  sentence:
    'Between looking up a code and marking it as used 50 milliseconds pass, so simultaneous redemptions all succeed.',
  breaks: { document: 'RFC 6749', section: '4.1.2' },
  store: {
    async consume(call, next) {
      if (call.model !== 'AuthorizationCode') return next()
      await pause(50)
      const code = call.store.peek(call.model, call.id)
      if (code) code.consumed = true
    },
  },
})
