import { defect } from '../defect.ts'

export const errorPageUnescaped = defect({
  id: 'error-page-unescaped',
  sentence: 'The error page prints the state as it came.',
  breaks: { document: 'RFC 6749', section: '10.14' },
  after(answer, { endpoint, query }) {
    const state = query.get('state')
    if (endpoint !== 'authorization' || state === null || !answer.text.includes('</main>')) return
    answer.setText(answer.text.replace('</main>', () => `<p>${state}</p></main>`))
  },
})
