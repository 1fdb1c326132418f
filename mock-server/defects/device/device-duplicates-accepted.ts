import { defect } from '../defect.ts'

export const deviceDuplicatesAccepted = defect({
  id: 'device-duplicates-accepted',
  sentence: 'Of a parameter that is given twice in a device authorization request the last value counts.',
  breaks: { document: 'RFC 8628', section: '3.1' },
  before({ endpoint, form }) {
    if (endpoint !== 'device_authorization') return
    for (const [name, value] of [...form]) form.set(name, value)
  },
})
