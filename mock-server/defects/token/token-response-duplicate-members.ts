import { defect } from '../defect.ts'

export const tokenResponseDuplicateMembers = defect({
  id: 'token-response-duplicate-members',
  sentence: 'Answers with tokens name token_type twice.',
  breaks: { document: 'RFC 6749', section: '3.2' },
  after(answer, { endpoint }) {
    if (endpoint !== 'token' || !answer.json || !('token_type' in answer.json)) return
    answer.setText(answer.text.replace(/^\{/, '{"token_type":"Bearer",'))
  },
})
