import { defect } from '../defect.ts'

export const loginFormGet = defect({
  id: 'login-form-get',
  sentence: 'The login form is sent by GET.',
  breaks: { document: 'RFC 9700', section: '4.3' },
  before(request) {
    const { endpoint, method, headers, query } = request
    if (endpoint !== 'interaction' || method !== 'GET' || !query.has('username')) return
    request.method = 'POST'
    request.text = query.toString()
    headers['content-type'] = 'application/x-www-form-urlencoded'
  },
  after(answer, { endpoint }) {
    if (endpoint === 'interaction' && answer.text.includes('type="password"'))
      answer.setText(answer.text.replace('method="post"', 'method="get"'))
  },
})
