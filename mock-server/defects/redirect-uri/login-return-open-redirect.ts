import { defect } from '../defect.ts'

export const loginReturnOpenRedirect = defect({
  id: 'login-return-open-redirect',
  sentence: 'After login the user is sent wherever the return_to of the login page says.',
  breaks: { document: 'RFC 9700', section: '2.1' },
  before({ endpoint, query, notes }) {
    if (endpoint !== 'interaction') return
    notes.set('return_to', query.get('return_to'))
    // The sound page would refuse an address that is not its own.
    query.delete('return_to')
  },
  after(answer, { endpoint, notes }) {
    const wanted = notes.get('return_to')
    const { location } = answer
    if (endpoint !== 'interaction' || location === undefined || typeof wanted !== 'string') return
    answer.location = new URL(wanted, location)
  },
})
