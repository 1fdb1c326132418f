import { check } from '../../harness/check.ts'
import type { Answer, Client, Context, Target } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const multipleMethodsRefused = check({
  id: 'client-auth.multiple-methods-refused',
  title: 'Two authentication methods in one request are refused',
  law: [must('RFC 6749', '5.2'), must('RFC 6749', '2.3')],
  needs: ['token', 'client_secret_basic'],
  steps: {
    control: 'Send a valid token request with HTTP Basic',
    both: 'Send it with HTTP Basic and with client_id and client_secret in the body, all right',
    header: 'Send it with a wrong secret in HTTP Basic and the right one in the body',
    body: 'Send it with the right secret in HTTP Basic and a wrong one in the body',
  },
  holds: 'Each is refused with error=invalid_request or invalid_client',
  defect: 'multiple-auth-accepted',
  caution:
    'A token for two equal and right secrets is a warning: many servers let one method win. A client_id alone in the body is no second method and is not sent here.',
  async run({ op, step, law, target, nearMiss }) {
    const client = target.client('basic')
    const { client_id, client_secret: right = '' } = client
    const wrong = nearMiss(right)
    const ask = (secret: string, client_secret: string) =>
      op.anyGrant({ client, secret, set: { client_id, client_secret } })
    await step.control(() => op.anyGrant({ client }).tokens())
    const both = await step.both(() => ask(right, right))
    const header = await step.header(() => ask(wrong, right))
    const body = await step.body(() => ask(right, wrong))
    const equal = both.hasToken ? 'both secrets are right, and one method wins' : undefined
    const seen = [
      { answer: header, about: 'a wrong secret in HTTP Basic next to the right one in the body', tolerated: undefined },
      { answer: body, about: 'a wrong secret in the body next to the right one in HTTP Basic', tolerated: undefined },
      { answer: both, about: 'the right secret in both places', tolerated: equal },
    ]
    law.each(seen, ({ answer, ...weighing }) => law(answer, weighing).refuses('invalid_request', 'invalid_client'))
  },
})

export const clientIdMismatchRefused = check({
  id: 'client-auth.client-id-mismatch-refused',
  title: 'A body client_id that differs from the authenticated client is refused',
  law: [security('RFC 6749', '2.3')],
  needs: ['token', 'client_secret_basic', 'second_client'],
  steps: {
    control: 'Send a valid token request as client A with HTTP Basic, and one as client B',
    crossed:
      "Send A's request with HTTP Basic of A and the client_id of B in the body; when a token comes, ask whose it is",
    borrowed: "Where B can have a code: redeem B's code with HTTP Basic of A and the client_id of B in the body",
  },
  holds: 'Both are refused with error=invalid_request or invalid_client',
  defect: 'client-id-mismatch-ignored',
  caution:
    'No sentence demands the comparison, and servers that read the header alone exist: a token for A, a token whose owner cannot be seen, and a refusal with another error are warnings.',
  async run({ op, step, law, target, notApplicable }) {
    const client = target.client('basic')
    const other = otherThan(client, target) ?? notApplicable('add a second client with a client_secret')
    const change = { client, set: { client_id: other.client_id } }
    await step.control(() => op.anyGrant({ client }).tokens())
    await step.control(() => op.anyGrant({ client: other }).tokens())
    const seen = [await step.crossed(async () => owned({ op, target }, await op.anyGrant(change)))]
    if (target.has('authorization_code') && target.allows(other, 'authorization_code')) {
      seen.push(
        await step.borrowed(async () =>
          owned({ op, target }, await op.redeem(await op.authorize({ client: other }), change)),
        ),
      )
    }
    law.each(seen, ({ answer, owner }) => {
      const mistaken = owner === other.client_id
      const tolerated = answer.hasToken && !mistaken ? whose(owner) : undefined
      const about = `HTTP Basic of one client with the client_id of another${mistaken ? ', which the token is for' : ''}`
      law(answer, { about, tolerated }).refuses('invalid_request', 'invalid_client')
    })
  },
})

/** A client with another secret; rather one that may use the code grant, because then its code can be borrowed. */
function otherThan({ client_id: id }: Client, target: Target): Client | undefined {
  const others = target.clients.filter(
    (each) => each.client_id !== id && /^client_secret_(basic|post)$/.test(each.token_endpoint_auth_method),
  )
  return others.find((each) => target.allows(each, 'authorization_code')) ?? others[0]
}

interface Owned {
  readonly answer: Answer
  readonly owner: string | undefined
}

/** An answer with the client_id its token was issued to, as far as claims or introspection tell. */
async function owned({ op, target }: Pick<Context, 'op' | 'target'>, answer: Answer): Promise<Owned> {
  const token = answer.json?.['access_token']
  if (!answer.hasToken || typeof token !== 'string') return { answer, owner: undefined }
  const told = target.has('introspection') ? (await op.introspect(token)).json : undefined
  return { answer, owner: ownerIn(op.claims(token)) ?? ownerIn(told) }
}

function ownerIn(members: Readonly<Record<string, unknown>> | undefined): string | undefined {
  return [members?.['client_id'], members?.['azp'], members?.['cid'], members?.['appid']].find(
    (value) => typeof value === 'string',
  )
}

function whose(owner: string | undefined): string {
  return owner === undefined
    ? 'nothing tells which client the token is for'
    : 'the token is for the client that authenticated'
}
