import { defect } from '../defect.ts'
import { exchange } from '../../wire/exchange.ts'

export const redirectQueryDropped = defect({
  id: 'redirect-query-dropped',
  sentence: 'The answer replaces the query of the redirect_uri instead of adding to it.',
  breaks: { document: 'RFC 6749', section: '3.1.2' },
  after(answer) {
    const given = exchange()?.ctx.oidc?.params?.['redirect_uri']
    const { location } = answer
    if (typeof given !== 'string' || !location || !URL.canParse(given)) return
    if (!location.searchParams.has('code') && !location.searchParams.has('error')) return
    for (const name of new URL(given).searchParams.keys()) location.searchParams.delete(name)
    answer.location = location
  },
})
