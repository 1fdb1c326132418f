import { createHash } from 'node:crypto'
import type { Tenant } from '../../tenant.ts'
import { alias, unalias } from '../alias.ts'
import { defect } from '../defect.ts'

const issued = new WeakMap<Tenant, number>()

export const codeSequential = defect({
  id: 'code-sequential',
  sentence: 'A code is a counter and the digest of that counter.',
  breaks: { document: 'RFC 6749', section: '10.10' },
  before: unalias,
  after(answer, { tenant }) {
    const url = answer.location
    const code = url?.searchParams.get('code')
    if (!url || !code) return
    const count = String((issued.get(tenant) ?? 1000) + 1)
    issued.set(tenant, Number(count))
    const digest = createHash('sha256').update(count).digest('hex')
    url.searchParams.set('code', alias(tenant, code, `${count}.${digest}`))
    answer.location = url
  },
})
