import { defect } from '../defect.ts'

export const deviceNeverExpires = defect({
  id: 'device-never-expires',
  sentence: 'The expiry of device codes is not looked at.',
  breaks: { document: 'RFC 8628', section: '3.5' },
  store: {
    async find(call, next) {
      const found = await next()
      if (found && call.model === 'DeviceCode') found.exp = Math.ceil(Date.now() / 1000) + 60
      return found
    },
  },
})
