import { defect } from '../defect.ts'
import { registered } from '../registered-redirects.ts'

export const redirectQueryNamesOnly = defect({
  id: 'redirect-query-names-only',
  sentence: 'Of the query of a redirect_uri only the names of the parameters are compared.',
  breaks: { document: 'RFC 9700', section: '4.1.3' },
  client: {
    redirectAllowed(call, next) {
      return next() || (URL.canParse(call.value) && registered(call).some((uri) => named(uri) === named(call.value)))
    },
  },
})

function named(uri: string): string {
  const { href, search, searchParams } = new URL(uri)
  return search === '' ? uri : `${href.replace(/[?#].*$/s, '')} ${[...searchParams.keys()].toSorted().join(' ')}`
}
