import { defect } from '../defect.ts'

export const deviceDuplicatesAccepted = defect({
  id: 'device-duplicates-accepted',
  sentence: 'Of a parameter that is given twice in a device authorization request the last value counts.',
  breaks: { document: 'RFC 8628', section: '3.1' },
  before({ endpoint, form }) {
    if (endpoint !== 'device_authorization') return
    for (const name of new Set(form.keys())) form.set(name, form.getAll(name).at(-1) ?? '')
  },
})
