import { defect } from '../defect.ts'

export const jsonNullAsString = defect({
  id: 'json-null-as-string',
  sentence: 'A member of a JSON body that is null counts as the text null.',
  breaks: { document: 'vendor documentation', section: 'token requests' },
  json(members) {
    for (const [name, value] of Object.entries(members)) if (value === null) members[name] = 'null'
  },
})
