import { check } from '../../harness/check.ts'
import type { Client, Context } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const queryMismatchRefused = check({
  id: 'redirect-uri.query-mismatch-refused',
  title: 'A registered URI with a different query value is refused',
  law: [must('RFC 9700', '4.1.3')],
  needs: ['authorization_code', 'redirect_uri_with_query'],
  steps: {
    control: 'Complete a code flow with a registered redirect_uri that has a query',
    altered: 'Ask again with another value in it, with a parameter more, and with two parameters exchanged',
  },
  holds: 'Each request ends on an error page',
  defect: 'redirect-query-names-only',
  caution: 'That two parameters may be exchanged is a warning.',
  async run({ op, step, law, target, notApplicable }) {
    const { client, redirectUri } = withQuery(target, notApplicable)
    const code = await step.control(() => op.authorize({ client, redirectUri }))
    const [base = '', query = ''] = redirectUri.split('?', 2)
    const [first = '', ...rest] = query.split('&')
    const uris = {
      'another value': `${base}?${[`${first}assay`, ...rest].join('&')}`,
      'a parameter more': `${redirectUri}&assay=1`,
      ...(rest.length > 0 ? { 'two parameters exchanged': `${base}?${[...rest, first].join('&')}` } : {}),
    }
    law.each(await step.altered(() => op.redirectTo(code, uris)), (each) => law.staysHome(each))
  },
})

export const queryRetained = check({
  id: 'redirect-uri.query-retained',
  title: 'The query of a registered redirect URI is kept in the response',
  law: [must('RFC 6749', '3.1.2')],
  needs: ['authorization_code', 'redirect_uri_with_query'],
  steps: {
    control: 'Complete a code flow with the usual redirect_uri',
    success: 'Complete one with a registered redirect_uri that has a query',
    error: 'Provoke an error with the same redirect_uri: an unknown response_type',
  },
  holds: 'Both answers carry the registered parameters, once each and with the same values',
  defect: 'redirect-query-dropped',
  caution: 'Another escaping of the same value is fine. An error shown on a page is not judged.',
  async run({ op, step, law, target, notApplicable }) {
    const { client, redirectUri } = withQuery(target, notApplicable)
    await step.control(() => op.authorize({ client }))
    const success = await step.success(() => op.authorization({ client, redirectUri }))
    const parameters = { response_type: 'assay' }
    const error = await step.error(() => op.authorization({ client, redirectUri, parameters }))
    const landings = [success, error].filter(({ kind }) => kind !== 'page')
    if (landings.length === 0) notApplicable('no answer was sent to a redirect_uri with a query')
    law.each(landings, ({ kind, url }) => {
      const lost = [...new URL(redirectUri).searchParams].filter(
        ([name, value]) => new URL(url).searchParams.getAll(name).join(' ') !== value,
      )
      law.that(lost.length === 0, {
        expected: 'every registered parameter once and unaltered in the redirect',
        actual: `a redirect with ${kind === 'code' ? 'a code' : 'an error'} where ${lost.map(([name]) => name).join(' and ')} is lost, altered or doubled`,
      })
    })
  },
})

/** A client of the code grant with a registered redirect URI that has a query of distinct names. */
function withQuery(
  target: Context['target'],
  notApplicable: Context['notApplicable'],
): { client: Client; redirectUri: string } {
  const clients = [target.client('code'), ...target.clients.filter((each) => target.allows(each, 'authorization_code'))]
  for (const client of clients) {
    const redirectUri = client.redirect_uris.find((uri) => /^[^?#]+\?[^#]+=/.test(uri))
    if (redirectUri !== undefined) return { client, redirectUri }
  }
  return notApplicable('no redirect URI with a query: add one to redirect_uris of a client')
}
