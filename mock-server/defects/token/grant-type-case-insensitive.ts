import { defect } from '../defect.ts'

export const grantTypeCaseInsensitive = defect({
  id: 'grant-type-case-insensitive',
  sentence: 'The letter case of grant_type, its name and its value, does not matter.',
  breaks: { document: 'RFC 6749', section: '1.9' },
  before({ endpoint, form }) {
    if (endpoint !== 'token') return
    for (const [name, value] of new Map(form)) {
      if (name.toLowerCase() !== 'grant_type') continue
      form.delete(name)
      form.set('grant_type', value.toLowerCase())
    }
  },
})
