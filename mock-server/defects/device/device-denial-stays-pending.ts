import { defect } from '../defect.ts'

export const deviceDenialStaysPending = defect({
  id: 'device-denial-stays-pending',
  sentence: 'The refusal of the user is not written to the device code.',
  breaks: { document: 'RFC 8628', section: '3.5' },
  store: {
    async save(call, next) {
      if (call.model === 'DeviceCode' && call.payload?.['error'] === 'access_denied') delete call.payload['error']
      await next()
    },
  },
})
