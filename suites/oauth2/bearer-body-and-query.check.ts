import { check } from '../../harness/check.ts'
import type { Answer, Context, ResourceOptions, Step, Tokens } from '../../harness/context.ts'
import { may, should } from '../../harness/law.ts'

export const bodyToken = check({
  id: 'bearer.body-token',
  title: 'A resource that takes tokens in a form body gives the same as for the header',
  law: [may('RFC 6750', '2.2')],
  needs: ['resource', 'bearer_tokens', 'token', 'bearer_body'],
  steps: {
    token: 'Get an access token',
    control: 'Post a form to the resource with the token in the header, and without it',
    body: 'Post a form with the token as access_token',
  },
  holds: 'The resource answers with a 2xx, as with the header',
  defect: 'bearer-body-broken',
  caution: 'Only a resource that is declared to take tokens in the body is judged.',
  async run(context) {
    const { op, step, law, expired } = context
    const post = { method: 'POST', form: { assay: '1' } }
    const tokens = await protectedBy(context, step.token, step.control, post)
    const form = { ...post.form, access_token: tokens.access_token }
    const answer = await step.body(() => op.resource('', { ...post, authorization: [], form }))
    expired.accessToken(tokens)
    if (answer.status >= 500 || answer.status === 429) law(answer, { about: 'a token in the form' }).status(200)
    law.that(success(answer), {
      expected: 'a 2xx, as with the token in the header',
      actual: `${answer.describe()} to a token in the form`,
    })
  },
})

export const queryTokenCacheControl = check({
  id: 'bearer.query-token-cache-control',
  title: 'Answers to requests with a token in the query are marked private',
  law: [should('RFC 6750', '2.3')],
  needs: ['resource', 'bearer_tokens', 'token', 'bearer_query'],
  steps: {
    token: 'Get an access token',
    control: 'Call the resource with the token in the header, and without it',
    query: 'Call it with the token as access_token in the query',
  },
  holds: 'Cache-Control of the 2xx answer says private or no-store',
  defect: 'bearer-query-cacheable',
  caution: 'Where no token in the query is accepted nothing can be said.',
  async run(context) {
    const { op, step, law, notApplicable } = context
    const { access_token: token } = await protectedBy(context, step.token, step.control, {})
    const query = { access_token: token }
    const answer = await step.query(() => op.resource('', { authorization: [], query }))
    if (!success(answer)) notApplicable(`the resource takes no token in the query: ${answer.describe()}`)
    const said = answer.header('cache-control')
    law.that(/(?:^|[\s,])(?:private|no-store)(?:$|[\s,=;])/i.test(said ?? ''), {
      expected: 'Cache-Control with private or no-store',
      actual: said === undefined ? 'no Cache-Control' : `Cache-Control: ${said}`,
    })
  },
})

const success = ({ status }: Answer): boolean => status >= 200 && status < 300

type Calling = Pick<Context, 'op' | 'target' | 'blocked' | 'notApplicable'>

/** A token that opens the resource in the header of such a request, which is closed without one. */
async function protectedBy(
  { op, target, blocked, notApplicable }: Calling,
  token: Step,
  control: Step,
  how: ResourceOptions,
): Promise<Tokens> {
  const scope = target.resource?.scope
  const tokens = await token(() =>
    target.has('authorization_code') ? op.userTokens(scope === undefined ? {} : { scope }) : op.anyGrant().tokens(),
  )
  const answer = await control(() => op.resource(tokens.access_token, how))
  if (!success(answer)) blocked(`the resource does not accept the token in the header: ${answer.describe()}`)
  const open = await control(() => op.resource('', { ...how, authorization: [] }))
  if (success(open)) notApplicable('the resource serves anybody (see bearer.missing-token-refused)')
  return tokens
}
