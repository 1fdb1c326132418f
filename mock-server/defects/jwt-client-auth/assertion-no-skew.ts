import { defect } from '../defect.ts'

export const assertionNoSkew = defect({
  id: 'assertion-no-skew',
  sentence: 'The clock of a client may not be ahead by a second.',
  breaks: { document: 'RFC 7523', section: '3' },
  configure: (configuration) => ({ ...configuration, clockTolerance: 0 }),
})
