import { randomInt } from 'node:crypto'
import { alias, unalias } from '../alias.ts'
import { defect } from '../defect.ts'

export const codeWeak = defect({
  id: 'code-weak',
  sentence: 'Codes are six random digits.',
  breaks: { document: 'RFC 6749', section: '10.10' },
  before: unalias,
  after(answer, { tenant }) {
    const url = answer.location
    const code = url?.searchParams.get('code')
    if (!url || !code) return
    url.searchParams.set('code', alias(tenant, code, String(randomInt(1_000_000)).padStart(6, '0')))
    answer.location = url
  },
})
