import { defect } from '../defect.ts'

export const refreshNotRotated = defect({
  id: 'refresh-not-rotated',
  sentence: 'A refresh token can be used again and again; none is ever replaced.',
  breaks: { document: 'RFC 9700', section: '2.2.2' },
  options: (settings) => ({ ...settings, rotation: false }),
})
