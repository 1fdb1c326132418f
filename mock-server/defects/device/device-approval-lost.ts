import { defect } from '../defect.ts'

export const deviceApprovalLost = defect({
  id: 'device-approval-lost',
  sentence: 'The consent of the user is not written to the device code.',
  breaks: { document: 'RFC 8628', section: '3.5' },
  store: {
    async save(call, next) {
      if (call.model === 'DeviceCode' && call.payload) delete call.payload.accountId
      await next()
    },
  },
})
