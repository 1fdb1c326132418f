import { createHash } from 'node:crypto'
import type { Tenant } from '../../tenant.ts'
import { alias, unalias } from '../alias.ts'
import { defect } from '../defect.ts'

const issued = new WeakMap<Tenant, number>()

export const codeRepeats = defect({
  id: 'code-repeats',
  sentence: 'The generator of codes starts anew from the same seed after every third code.',
  breaks: { document: 'RFC 6749', section: '10.10' },
  before: unalias,
  after(answer, { tenant }) {
    const url = answer.location
    const code = url?.searchParams.get('code')
    if (!url || !code) return
    const count = issued.get(tenant) ?? 0
    issued.set(tenant, count + 1)
    const drawn = createHash('sha256')
      .update(`seed ${count % 3}`)
      .digest('base64url')
    url.searchParams.set('code', alias(tenant, code, drawn))
    answer.location = url
  },
})
