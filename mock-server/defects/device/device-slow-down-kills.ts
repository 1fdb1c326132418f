import { defect } from '../defect.ts'

export const deviceSlowDownKills = defect({
  id: 'device-slow-down-kills',
  sentence: 'A device that has polled too fast once gets nothing any more.',
  breaks: { document: 'RFC 8628', section: '3.5' },
  after({ error }, { endpoint, form, tenant }) {
    if (endpoint !== 'token' || error !== 'slow_down') return
    const record = tenant.store.peek('DeviceCode', form.get('device_code') ?? '')
    if (record) Object.assign(record, { error: 'invalid_grant', errorDescription: 'polled too fast' })
  },
})
