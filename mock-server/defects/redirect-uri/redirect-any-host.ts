import { defect } from '../defect.ts'
import { registered } from '../registered-redirects.ts'

const host = /(?<=^https?:\/\/)[^:/?#]*/

function onOtherHost(given: string, uri: string): boolean {
  if (!URL.canParse(given) || new URL(given).hostname === new URL(uri).hostname) return false
  return given.replace(host, '') === uri.replace(host, '')
}

export const redirectAnyHost = defect({
  id: 'redirect-any-host',
  sentence: 'The host of a redirect_uri is not compared with the registered one.',
  breaks: { document: 'RFC 6749', section: '3.1.2.3' },
  client: {
    redirectAllowed(call, next) {
      return next() || registered(call).some((uri) => onOtherHost(call.value, uri))
    },
  },
})
