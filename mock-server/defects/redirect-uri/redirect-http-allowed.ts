import { defect } from '../defect.ts'

export const redirectHttpAllowed = defect({
  id: 'redirect-http-allowed',
  sentence: 'A web client may register a plain http redirect URI on any host.',
  breaks: { document: 'RFC 9700', section: '2.6' },
  configure: ({ extraClientMetadata: rules, ...configuration }) => ({
    ...configuration,
    extraClientMetadata: {
      ...rules,
      validator(ctx, key, value, metadata) {
        if (metadata.application_type === 'native') rules?.validator?.(ctx, key, value, metadata)
      },
    },
  }),
})
