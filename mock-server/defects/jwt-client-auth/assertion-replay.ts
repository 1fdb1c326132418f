import { defect } from '../defect.ts'

export const assertionReplay = defect({
  id: 'assertion-replay',
  sentence: 'A client assertion authenticates as often as it is sent.',
  breaks: { document: 'RFC 7523', section: '3' },
  store: {
    async find(call, next) {
      if (call.model === 'ReplayDetection' && 'client_assertion' in call.body) return undefined
      return next()
    },
  },
})
