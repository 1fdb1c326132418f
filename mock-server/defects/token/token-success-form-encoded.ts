import { defect } from '../defect.ts'

export const tokenSuccessFormEncoded = defect({
  id: 'token-success-form-encoded',
  sentence: 'Tokens are sent as application/x-www-form-urlencoded instead of JSON.',
  breaks: { document: 'RFC 6749', section: '5.1' },
  after(answer, request) {
    if (request.endpoint !== 'token' || answer.status !== 200 || !answer.json) return
    const members = Object.entries(answer.json).map(([name, value]): [string, string] => [name, String(value)])
    answer.setText(new URLSearchParams(members).toString(), 'application/x-www-form-urlencoded')
  },
})
