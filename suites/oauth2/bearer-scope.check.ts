import { check } from '../../harness/check.ts'
import type { Answer, Context, Judge } from '../../harness/context.ts'
import { must, should } from '../../harness/law.ts'

export const scopeEnforced = check({
  id: 'bearer.scope-enforced',
  title: 'A token without the needed scope gets no access',
  law: [must('RFC 6749', '7')],
  needs: ['resource', 'bearer_tokens', 'authorization_code'],
  steps: {
    lacking: 'Complete a code flow for a scope that the resource does not accept',
    control: 'Complete another for the scope it demands and call the resource',
    call: 'Call the resource with the first token',
  },
  holds: 'The first token is refused with a 4xx status',
  defect: 'resource-scope-unchecked',
  caution: 'The target file says under resource.scope and resource.scope_other which scopes these are.',
  async run(context) {
    const answer = await withoutScope(context)
    givesNothing(context.law, answer, 'a token without the scope')
  },
})

export const insufficientScopeStatus = check({
  id: 'bearer.insufficient-scope-status',
  title: 'A missing scope is answered 403',
  law: [should('RFC 6750', '3.1')],
  needs: ['resource', 'bearer_tokens', 'authorization_code'],
  steps: {
    lacking: 'Complete a code flow for a scope that the resource does not accept',
    control: 'Complete another for the scope it demands and call the resource',
    call: 'Call the resource with the first token',
  },
  holds: 'The answer to the first token has status 403',
  defect: 'insufficient-scope-401',
  caution: 'Only recommended; 404 hides the resource on purpose.',
  async run(context) {
    const answer = await withoutScope(context)
    if (success(answer)) context.notApplicable('the scope is not looked at (see bearer.scope-enforced)')
    context.law(answer, { about: 'a token without the scope' }).status(403)
  },
})

export const insufficientScopeChallenge = check({
  id: 'bearer.insufficient-scope-challenge',
  title: 'The 403 names insufficient_scope',
  law: [should('RFC 6750', '3.1')],
  needs: ['resource', 'bearer_tokens', 'authorization_code'],
  steps: {
    lacking: 'Complete a code flow for a scope that the resource does not accept',
    control: 'Complete another for the scope it demands and call the resource',
    call: 'Call the resource with the first token and read WWW-Authenticate of the 403',
  },
  holds:
    'WWW-Authenticate has a Bearer challenge with error="insufficient_scope" and, if with scope, with the scope demanded',
  defect: 'insufficient-scope-no-challenge',
  caution: 'Only recommended; a 403 without the header is common. Another status is judged by its own check.',
  async run(context) {
    const answer = await withoutScope(context)
    const { law, target, notApplicable } = context
    if (answer.status !== 403) notApplicable('no 403 to judge (see bearer.insufficient-scope-status)')
    const header = answer.header('www-authenticate')
    const actual = header === undefined ? '403 without WWW-Authenticate' : `WWW-Authenticate: ${header}`
    const expected = 'a Bearer challenge with error="insufficient_scope"'
    law.that(/\bbearer\b/i.test(header ?? ''), { expected, actual })
    law.that(/\berror\s*=\s*"?insufficient_scope\b/i.test(header ?? ''), { expected, actual })
    const told = /\bscope\s*=\s*"([^"]*)"/i.exec(header ?? '')?.[1]?.split(' ')
    const needed = target.resource?.scope ?? ''
    law.that(told?.includes(needed) ?? true, { expected: `${expected} and scope="${needed}"`, actual })
  },
})

const success = ({ status }: Answer): boolean => status >= 200 && status < 300

type Scoped = Pick<Context, 'op' | 'target' | 'blocked' | 'notApplicable' | 'expired'> & {
  readonly step: Context<'lacking' | 'control' | 'call'>['step']
}

/** What the resource says to a live token that lacks the scope, after it has accepted one that has it. */
async function withoutScope({ op, target, step, blocked, notApplicable, expired }: Scoped): Promise<Answer> {
  const { scope: needed, scope_other: other } = target.resource ?? {}
  if (needed === undefined || other === undefined) {
    return notApplicable('add resource.scope, which the resource demands, and resource.scope_other, which it refuses')
  }
  const lacking = await step.lacking(() => op.userTokens({ scope: other }))
  const covered = await step.lacking(() => op.scopeOf(lacking.answer))
  if (covered?.includes(needed) === true) notApplicable(`a token for ${other} covers ${needed} too`)
  const right = await step.control(() => op.userTokens({ scope: needed }))
  const control = await step.control(() => op.resource(right.access_token))
  if (!success(control)) blocked(`the resource does not accept a token with ${needed}: ${control.describe()}`)
  const answer = await step.call(() => op.resource(lacking.access_token))
  if (!success(answer)) expired.accessToken(lacking)
  return answer
}

function givesNothing(law: Judge, answer: Answer, about: string): void {
  if (answer.status >= 300 && answer.status < 500 && answer.status !== 429) return
  law(answer, { about }).denies()
}
