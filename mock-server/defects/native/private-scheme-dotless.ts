import { defect } from '../defect.ts'

export const privateSchemeDotless = defect({
  id: 'private-scheme-dotless',
  sentence: 'A native client may register a redirect URI with a scheme of one word.',
  breaks: { document: 'RFC 8252', section: '7.1' },
  configure: ({ extraClientMetadata: rules, ...configuration }) => ({
    ...configuration,
    extraClientMetadata: {
      ...rules,
      validator(ctx, key, value, metadata) {
        if (metadata.application_type !== 'native') rules?.validator?.(ctx, key, value, metadata)
      },
    },
  }),
})
