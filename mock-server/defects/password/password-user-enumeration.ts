import { defect } from '../defect.ts'

export const passwordUserEnumeration = defect({
  id: 'password-user-enumeration',
  sentence: 'The error_description tells whether the user name or the password is wrong.',
  breaks: { document: 'RFC 6749', section: '10.10' },
  after({ error, json }, { endpoint, grantType, form, tenant }) {
    if (endpoint !== 'token' || grantType !== 'password' || error !== 'invalid_grant' || !json) return
    const known = tenant.users.find(form.get('username') ?? '') !== undefined
    json['error_description'] = known ? 'the password is wrong' : 'the user does not exist'
  },
})
