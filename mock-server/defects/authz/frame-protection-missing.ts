import { defect } from '../defect.ts'

export const frameProtectionMissing = defect({
  id: 'frame-protection-missing',
  sentence: 'Pages say nothing against being framed.',
  breaks: { document: 'RFC 9700', section: '4.16' },
  after(answer) {
    const policy = answer.header('content-security-policy')
    answer.setHeader('x-frame-options', undefined)
    answer.setHeader('content-security-policy', policy?.replace(/;\s*frame-ancestors[^;]*/, ''))
  },
})
