import { defect } from '../defect.ts'

export const tokensExactly128Bits = defect({
  id: 'tokens-exactly-128-bits',
  sentence: 'Codes and tokens hold 128 random bits and no more.',
  breaks: { document: 'RFC 6749', section: '10.10' },
  configure: (configuration) => ({
    ...configuration,
    formats: { ...configuration.formats, bitsOfOpaqueRandomness: 128 },
  }),
})
