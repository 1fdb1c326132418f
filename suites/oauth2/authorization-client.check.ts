import { check } from '../../harness/check.ts'
import { must } from '../../harness/law.ts'

export const clientIdMissing = check({
  id: 'authz.client-id-missing',
  title: 'Without client_id the user agent is not redirected to the redirect URI',
  law: [must('RFC 6749', '4.1.2.1')],
  needs: ['authorization_code'],
  steps: { control: 'Complete a code flow', missing: 'Send the request again without client_id' },
  holds: 'The request is refused on a page of the server',
  defect: 'missing-client-id-redirects',
  async run({ op, step, law }) {
    const like = await step.control(() => op.authorize())
    const { landing } = await step.missing(() => op.walk({ like, parameters: { client_id: null } }))
    law.that(landing.kind === 'page', {
      expected: 'an error page of the server',
      actual: `a redirect to the redirect_uri with ${landing.kind === 'code' ? 'a code' : 'an error'}`,
    })
    law(landing).refuses('invalid_request')
  },
})

export const clientIdUnknown = check({
  id: 'authz.client-id-unknown',
  title: 'With an unknown client_id the user agent is not redirected to the given URI',
  law: [must('RFC 6749', '4.1.2.1')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow',
    unknown: 'Send the request again with a made-up client_id and a redirect_uri nobody has registered',
  },
  holds: 'The request is refused on a page of the server',
  defect: 'unknown-client-redirects',
  caution: 'Some servers show the login page first; the walk goes on and is judged where it ends.',
  async run({ op, step, law, random }) {
    const like = await step.control(() => op.authorize())
    const client_id = random(20)
    const redirectUri = `https://${random(12).toLowerCase()}.invalid/callback`
    const { landing } = await step.unknown(() => op.walk({ like, redirectUri, parameters: { client_id } }))
    law.that(landing.kind === 'page', {
      expected: 'an error page of the server',
      actual: 'a redirect to an address that is registered for no client',
    })
    law(landing).refuses('invalid_client')
  },
})
