import { defect } from '../defect.ts'
import { registered } from '../registered-redirects.ts'

const pattern = /^([a-z]+:\/\/)([^/?#]*)(.*)$/i

function looksLike(given: string, uri: string): boolean {
  const [, scheme, authority, rest] = pattern.exec(given) ?? []
  const [, ownScheme, own, ownRest] = pattern.exec(uri) ?? []
  if (authority === undefined || own === undefined || scheme !== ownScheme || rest !== ownRest) return false
  return authority.includes(own) && !authority.startsWith(`${own}:`)
}

export const redirectHostSuffixMatch = defect({
  id: 'redirect-host-suffix-match',
  sentence: 'A redirect_uri is accepted when the registered host occurs anywhere in its authority.',
  breaks: { document: 'RFC 9700', section: '4.1.3' },
  client: {
    redirectAllowed(call, next) {
      return next() || registered(call).some((uri) => looksLike(call.value, uri))
    },
  },
})
