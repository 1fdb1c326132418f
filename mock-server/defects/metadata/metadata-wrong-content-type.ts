import { defect } from '../defect.ts'

export const metadataWrongContentType = defect({
  id: 'metadata-wrong-content-type',
  sentence: 'The metadata document is sent as text/html.',
  breaks: { document: 'RFC 8414', section: '3.2' },
  after(answer, { endpoint }) {
    if (endpoint === 'discovery') answer.setText(answer.text, 'text/html')
  },
})
