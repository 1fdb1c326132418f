import { defect } from '../defect.ts'

const trace = ['ScopeError: no such scope', '    at findScope (/srv/login/lib/scopes.js:41:13)'].join('\n')

export const authzOutageRaw500 = defect({
  id: 'authz-outage-raw-500',
  sentence: 'A failure inside the authorization endpoint lets the raw exception through, stack and all.',
  breaks: { document: 'RFC 6749', section: '4.1.2.1' },
  after(answer, { endpoint }) {
    const error = answer.location?.searchParams.get('error')
    if (endpoint !== 'authorization' || (error !== 'server_error' && error !== 'invalid_scope')) return
    answer.location = undefined
    answer.status = 500
    answer.setText(trace, 'text/plain; charset=utf-8')
  },
})
