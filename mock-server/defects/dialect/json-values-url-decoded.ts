import { defect } from '../defect.ts'

export const jsonValuesUrlDecoded = defect({
  id: 'json-values-url-decoded',
  sentence: 'The texts of a JSON body are decoded once more, as if they stood in a form.',
  breaks: { document: 'vendor documentation', section: 'token requests' },
  json(members) {
    for (const [name, value] of Object.entries(members)) {
      if (typeof value === 'string') members[name] = new URLSearchParams(`v=${value}`).get('v') ?? value
    }
  },
})
