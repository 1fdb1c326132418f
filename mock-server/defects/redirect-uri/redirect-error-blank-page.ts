import { defect } from '../defect.ts'

export const redirectErrorBlankPage = defect({
  id: 'redirect-error-blank-page',
  sentence: 'The error page for a redirect_uri that is not registered is empty.',
  breaks: { document: 'RFC 6749', section: '3.1.2.4' },
  after(answer, { endpoint }) {
    if (endpoint === 'authorization' && answer.refusal?.error === 'invalid_redirect_uri') answer.setText('')
  },
})
