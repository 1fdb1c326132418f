import { defect } from '../defect.ts'

export const codeReusableAfterPause = defect({
  id: 'code-reusable-after-pause',
  sentence: 'The mark that a code was used is erased after ten seconds, or after a quarter of a shorter code lifetime.',
  breaks: { document: 'RFC 6749', section: '10.5' },
  store: {
    async consume(call, next) {
      await next()
      const code = call.model === 'AuthorizationCode' ? call.store.peek(call.model, call.id) : undefined
      if (code === undefined) return
      const pause = Math.min(10_000, (call.tenant.lifetimes.code - 1) * 250)
      setTimeout(() => delete code.consumed, pause).unref()
    },
  },
})
