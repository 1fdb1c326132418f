import { defect } from '../defect.ts'

export const consentAnonymous = defect({
  id: 'consent-anonymous',
  sentence: 'The consent page says neither which client asks nor what for.',
  breaks: { document: 'RFC 6749', section: '10.2' },
  after(answer, { endpoint }) {
    const { text } = answer
    if (endpoint !== 'interaction' || !text.includes('value="allow"')) return
    const unnamed = text.replaceAll(/<strong>.*?<\/strong>/gs, 'Somebody').replaceAll(/<ul>.*?<\/ul>/gs, '')
    answer.setText(unnamed)
  },
})
