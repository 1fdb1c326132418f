import { defect } from '../defect.ts'

export const deviceVerificationUrl = defect({
  id: 'device-verification-url',
  sentence: 'The device authorization response names verification_url in place of verification_uri.',
  breaks: { document: 'RFC 8628', section: '3.2' },
  after({ json }, { endpoint }) {
    if (endpoint !== 'device_authorization' || !json || !('verification_uri' in json)) return
    json['verification_url'] = json['verification_uri']
    delete json['verification_uri']
  },
})
