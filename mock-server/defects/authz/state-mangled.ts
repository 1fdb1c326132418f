import { toClient } from '../to-client.ts'
import { defect } from '../defect.ts'

export const stateMangled = defect({
  id: 'state-mangled',
  sentence: 'The state is decoded once too often.',
  breaks: { document: 'RFC 6749', section: '4.1.2' },
  after(answer) {
    const url = toClient(answer)
    const state = url?.searchParams.get('state')
    if (!url || state === undefined || state === null) return
    url.searchParams.set('state', new URLSearchParams(`state=${state}`).get('state') ?? '')
    answer.location = url
  },
})
