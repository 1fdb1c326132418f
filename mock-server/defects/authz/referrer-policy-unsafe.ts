import { defect } from '../defect.ts'

export const referrerPolicyUnsafe = defect({
  id: 'referrer-policy-unsafe',
  sentence: 'Pages tell every site their whole address.',
  breaks: { document: 'RFC 9700', section: '4.2.4' },
  after(answer) {
    if (answer.header('referrer-policy') !== undefined) answer.setHeader('referrer-policy', 'unsafe-url')
  },
})
