import { check } from '../../harness/check.ts'
import type { Answer, Context } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const notForThisResource = check({
  id: 'introspection.not-for-this-resource',
  title: 'A token meant for one resource is inactive when another resource asks',
  law: [must('RFC 7662', '4')],
  needs: ['introspection', 'token', 'second_resource'],
  steps: {
    token: 'Get an access token',
    control: 'Ask about it as its own client and read which resource it is meant for',
    other: 'Ask as the client that stands for another resource',
    again: 'Ask as its own client again',
  },
  holds: 'The other resource is told active=false, or refused',
  defect: 'introspect-ignores-audience',
  caution:
    'Judged only where the target file says that a client stands for another resource and the token names its audience: many servers let every confidential client look.',
  async run({ op, step, law, target, expired, blocked, notApplicable }) {
    const client = target.client('confidential')
    const stranger = target.client('other_resource')
    const tokens = await step.token(() => op.anyGrant({ client }).tokens())
    const own = await step.control(() => op.introspect(tokens.access_token, { client }))
    if (own.json?.['active'] !== true) blocked(`its own client is not told about the token: ${own.describe()}`)
    const audience = audienceOf(own, op.claims(tokens.access_token))
    if (audience.length === 0) notApplicable('nothing tells which resource the token is meant for')
    const isMeant = audience.includes(stranger.other_resource) || audience.includes(stranger.client_id)
    if (isMeant) notApplicable('the token is meant for both resources')
    const answer = await step.other(() => op.introspect(tokens.access_token, { client: stranger }))
    const again = await step.again(() => op.introspect(tokens.access_token, { client }))
    expired.accessToken(tokens)
    if (answer.status === 401 || again.json?.['active'] !== true) blocked(`nothing can be told: ${answer.describe()}`)
    if (answer.status >= 500 || answer.status === 429) law(answer).status(200, 403)
    const actual = `${answer.describe()} and active=true to the client of another resource`
    law.that(answer.json?.['active'] !== true, { expected: 'active=false', actual })
  },
})

type Claims = ReturnType<Context['op']['claims']>

/** Whom a token is meant for, as its claims or else introspection say. */
function audienceOf({ json }: Answer, claims: Claims): readonly unknown[] {
  const named = claims?.['aud'] ?? json?.['aud']
  return named === undefined ? [] : [named].flat()
}
