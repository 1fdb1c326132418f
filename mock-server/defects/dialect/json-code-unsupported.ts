import { defect } from '../defect.ts'

export const jsonCodeUnsupported = defect({
  id: 'json-code-unsupported',
  sentence: 'The member code of a JSON body is overlooked.',
  breaks: { document: 'vendor documentation', section: 'authorization code' },
  json(members) {
    delete members['code']
  },
})
