import { defect } from '../defect.ts'

export const passwordUnchecked = defect({
  id: 'password-unchecked',
  sentence: 'Any password is good for a user name that is known.',
  breaks: { document: 'RFC 6749', section: '4.3.2' },
  before({ endpoint, grantType, form, tenant }) {
    if (endpoint !== 'token' || grantType !== 'password' || !form.get('password')) return
    const user = tenant.users.find(form.get('username') ?? '')
    if (user) form.set('password', user.password)
  },
})
