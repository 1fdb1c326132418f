import { defect } from '../defect.ts'
import { registered } from './registered.ts'

function withoutHost(uri: string): string {
  const { protocol, port, pathname, search } = new URL(uri)
  return [protocol, port, pathname, search].join(' ')
}

export const redirectAnyHost = defect({
  id: 'redirect-any-host',
  sentence: 'The host of a redirect_uri is not compared with the registered one.',
  breaks: { document: 'RFC 6749', section: '3.1.2.3' },
  client: {
    redirectAllowed(call, next) {
      return next() || (URL.canParse(call.value) && registered(call).some((uri) => withoutHost(uri) === withoutHost(call.value)))
    },
  },
})
