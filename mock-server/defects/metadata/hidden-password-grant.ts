import { authenticateAs } from '../authenticate-as.ts'
import { defect } from '../defect.ts'

export const hiddenPasswordGrant = defect({
  id: 'hidden-password-grant',
  sentence: 'The token endpoint takes username and password, which the metadata says nothing about.',
  breaks: { document: 'RFC 8414', section: '2' },
  before(request) {
    const { form, tenant } = request
    if (request.endpoint !== 'token' || request.grantType !== 'password') return
    const user = tenant.users.find(form.get('username') ?? '')
    const issuing = tenant.clients.list().find((each) => each.grant_types?.includes('client_credentials'))
    if (!user || user.password !== form.get('password') || !issuing) return
    // The sound provider issues the token, by the one grant that asks for nobody.
    form.set('grant_type', 'client_credentials')
    authenticateAs(issuing, request)
  },
})
