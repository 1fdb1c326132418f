import { defect } from '../defect.ts'

export const grantTypeCaseInsensitive = defect({
  id: 'grant-type-case-insensitive',
  sentence: 'The letter case of grant_type, its name and its value, does not matter.',
  breaks: { document: 'RFC 6749', section: '1.9' },
  before({ endpoint, form }) {
    const named = [...form].filter(([name]) => name.toLowerCase() === 'grant_type')
    const [[name, value] = []] = named
    if (endpoint !== 'token' || named.length > 1 || name === undefined || value === undefined) return
    form.delete(name)
    form.set('grant_type', value.toLowerCase())
  },
})
