import { toClient } from '../to-client.ts'
import { defect } from '../defect.ts'

export const authzErrorIllegalCharacters = defect({
  id: 'authz-error-illegal-characters',
  sentence: 'error_description holds a double quote and a letter beyond ASCII.',
  breaks: { document: 'RFC 6749', section: '4.1.2.1' },
  after(answer) {
    const url = toClient(answer)
    if (!url?.searchParams.has('error')) return
    url.searchParams.set('error_description', 'la "requête" a échoué')
    answer.location = url
  },
})
