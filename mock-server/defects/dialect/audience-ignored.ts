import { defect } from '../defect.ts'

export const audienceIgnored = defect({
  id: 'audience-ignored',
  sentence: 'The parameter audience is overlooked, and no token names an API.',
  breaks: { document: 'vendor documentation', section: 'audience' },
  options: (settings) => ({ ...settings, audiences: [] }),
})
