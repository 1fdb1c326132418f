import { defect } from '../defect.ts'

export const jsonTypeConfusion500 = defect({
  id: 'json-type-confusion-500',
  sentence: 'A member of a JSON body that is no text raises an uncaught exception.',
  breaks: { document: 'vendor documentation', section: 'token requests' },
  json(members) {
    const odd = Object.values(members).some((value) => typeof value !== 'string' && value !== null)
    return odd ? { status: 500, body: 'TypeError: value.trim is not a function' } : undefined
  },
})
