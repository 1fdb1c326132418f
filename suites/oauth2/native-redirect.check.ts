import { check } from '../../harness/check.ts'
import type { Client, Context } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const loopbackAnyPort = check({
  id: 'native.loopback-any-port',
  title: 'Native clients may use any port on the loopback address',
  law: [must('RFC 8252', '7.3')],
  needs: ['authorization_code', 'native_client'],
  steps: {
    control: 'Complete a code flow of the native client with its loopback redirect_uri as registered',
    ports: 'Ask again with two ports that are not registered',
  },
  holds: 'Each code arrives at the port that was asked for',
  defect: 'loopback-port-fixed',
  caution: 'The rule is about the addresses 127.0.0.1 and [::1]; the name localhost may be treated either way.',
  async run({ op, step, law, target, notApplicable }) {
    const { client, redirectUri, at } = loopback(target, notApplicable)
    const code = await step.control(() => op.authorize({ client, redirectUri, pkce: 'S256' }))
    const uris = { 'port 49152': at({ port: ':49152' }), 'port 51004': at({ port: ':51004' }) }
    law.each(await step.ports(() => op.redirectTo(code, uris)), ({ landing, asked, about }) => {
      const there = landing.kind === 'code' && new URL(landing.url).host === new URL(asked).host
      law.that(there, {
        expected: `a code that arrives at ${new URL(asked).host}`,
        actual:
          landing.kind === 'page' ? `a page with status ${landing.status} to ${about}` : `another redirect to ${about}`,
      })
    })
  },
})

export const loopbackExceptionIsNarrow = check({
  id: 'native.loopback-exception-is-narrow',
  title: 'The loopback exception covers the port only',
  law: [must('RFC 9700', '4.1.3')],
  needs: ['authorization_code', 'native_client'],
  steps: {
    control: 'Complete a code flow of the native client with its loopback redirect_uri as registered',
    varied: 'Ask again with another path, another query, another scheme and other hosts, each on a port of its own',
  },
  holds: 'Each request ends on an error page',
  defect: 'loopback-path-ignored',
  caution: 'The name localhost in the place of 127.0.0.1 is a warning.',
  async run({ op, step, law, target, notApplicable }) {
    const { client, redirectUri, path, host, at } = loopback(target, notApplicable)
    const code = await step.control(() => op.authorize({ client, redirectUri, pkce: 'S256' }))
    const port = ':49152'
    const uris = {
      'another path': at({ port, path: `${path}/assay` }),
      'another query': at({ port, query: '?assay=1' }),
      'another scheme': at({ port, scheme: 'https://' }),
      'another loopback address': at({ port, host: '127.0.0.2' }),
      'a name that begins with the address': at({ port, host: '127.0.0.1.elsewhere.example' }),
      'the address as user information': at({ port: '', host: `${host}${port}@elsewhere.example` }),
      localhost: at({ port, host: 'localhost' }),
    }
    law.each(await step.varied(() => op.redirectTo(code, uris)), (each) => {
      const same = each.about === 'localhost' ? 'localhost is, as a rule, the same interface' : undefined
      law.staysHome(each, { tolerated: same })
    })
  },
})

interface Parts {
  scheme?: string
  host?: string
  port?: string
  path?: string
  query?: string
}

/**
 * A client with a loopback address registered without a port, which no web client has: nobody listens on port 80 there. The
 * parts of the URI can be exchanged.
 */
function loopback(target: Context['target'], notApplicable: Context['notApplicable']) {
  const pattern = /^http:\/\/(127\.0\.0\.1|\[::1\])(\/[^?#]*)?$/i
  const allowed = (client: Client) => target.allows(client, 'authorization_code')
  const client = target.clients.find((each) => allowed(each) && each.redirect_uris.some((uri) => pattern.test(uri)))
  const redirectUri = client?.redirect_uris.find((uri) => pattern.test(uri))
  if (client === undefined || redirectUri === undefined) {
    return notApplicable('no native client: add one with http://127.0.0.1/… without a port in its redirect_uris')
  }
  const [, host = '', path = ''] = pattern.exec(redirectUri) ?? []
  const own = { scheme: 'http://', host, port: '', path, query: '' }
  const at = (change: Parts): string => {
    const parts = { ...own, ...change }
    return `${parts.scheme}${parts.host}${parts.port}${parts.path}${parts.query}`
  }
  return { client, redirectUri, host, path, at }
}
