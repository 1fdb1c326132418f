import { defect } from '../defect.ts'

export const passwordLatin1 = defect({
  id: 'password-latin1',
  sentence: 'User name and password are decoded as Latin-1.',
  breaks: { document: 'RFC 6749', section: 'A.15' },
  before({ endpoint, grantType, form }) {
    if (endpoint !== 'token' || grantType !== 'password') return
    for (const name of ['username', 'password']) {
      const value = form.get(name)
      if (value !== null) form.set(name, Buffer.from(value).toString('latin1'))
    }
  },
})
