import { defect } from '../defect.ts'

export const audienceDroppedInCodeFlow = defect({
  id: 'audience-dropped-in-code-flow',
  sentence: 'The authorization endpoint overlooks the parameter audience.',
  breaks: { document: 'vendor documentation', section: 'audience' },
  before({ endpoint, query, form }) {
    if (endpoint !== 'authorization') return
    query.delete('audience')
    if (form.has('audience')) form.delete('audience')
  },
})
