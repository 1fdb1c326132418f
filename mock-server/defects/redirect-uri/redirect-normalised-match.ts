import { defect } from '../defect.ts'
import { registered } from '../registered-redirects.ts'

function normalised(uri: string): string {
  try {
    return new URL(decodeURIComponent(uri)).href
  } catch {
    return uri
  }
}

export const redirectNormalisedMatch = defect({
  id: 'redirect-normalised-match',
  sentence:
    'A redirect_uri is decoded and its dot segments are resolved before it is compared; the redirect goes to the raw value.',
  breaks: { document: 'RFC 9700', section: '4.1.3' },
  client: {
    redirectAllowed(call, next) {
      return next() || (call.value.includes('%') && registered(call).includes(normalised(call.value)))
    },
  },
})
