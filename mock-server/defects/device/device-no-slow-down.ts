import { defect } from '../defect.ts'

export const deviceNoSlowDown = defect({
  id: 'device-no-slow-down',
  sentence: 'Nobody measures how fast a device polls.',
  breaks: { document: 'RFC 8628', section: '3.5' },
  after({ json, error }, { endpoint }) {
    if (endpoint === 'token' && json && error === 'slow_down') json['error'] = 'authorization_pending'
  },
})
