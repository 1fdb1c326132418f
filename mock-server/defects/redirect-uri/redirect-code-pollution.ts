import { defect } from '../defect.ts'
import { exchange } from '../../wire/exchange.ts'
import { registered } from '../registered-redirects.ts'

export const redirectCodePollution = defect({
  id: 'redirect-code-pollution',
  sentence: 'A code in the query of the redirect_uri is kept, and the real one is put behind it.',
  breaks: { document: 'RFC 9700', section: '4.1.3' },
  client: {
    redirectAllowed(call, next) {
      return next() || (/\?code=/.test(call.value) && registered(call).includes(call.value.replace(/\?.*$/s, '')))
    },
  },
  after(answer) {
    const given = exchange()?.ctx.oidc?.params?.['redirect_uri']
    const { location } = answer
    const real = location?.searchParams.get('code')
    if (typeof given !== 'string' || !location || !real || !URL.canParse(given)) return
    const own = new URL(given).searchParams.get('code')
    if (own === null) return
    location.searchParams.set('code', own)
    location.searchParams.append('code', real)
    answer.location = location
  },
})
