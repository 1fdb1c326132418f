import { check } from '../../harness/check.ts'
import type { Answer } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const clientBinding = check({
  id: 'device.client-binding',
  title: 'A device code cannot be redeemed by another client',
  law: [must('RFC 6749', '5.2')],
  needs: ['device_code'],
  steps: {
    start: 'Client A and client B start a device authorization each',
    able: 'B polls with its own device code, an interval later',
    crossed: "B, properly identified, polls with A's device code",
    control: 'A polls with it',
    approved:
      "Where a user can be had: the user approves A's device, and B polls with A's device code, an interval later",
  },
  holds:
    'B is refused, 400 with error=invalid_grant or unauthorized_client, and gets no token after the approval either',
  defect: 'device-code-any-client',
  caution:
    'Needs two clients with the device grant. authorization_pending and slow_down are failures, as B may collect the tokens later. Another error of the 4xx class is a warning.',
  waits: 'two polling intervals',
  async run({ op, step, law, target, wait, expired, blocked }) {
    const client = target.client('other_device')
    const device = await step.start(() => op.device())
    const own = await step.start(() => op.device({ client }))
    await wait(op.untilPoll(own), 'the polling interval')
    const able = await step.able(() => op.poll(own))
    if (!isWaiting(able)) blocked(`client ${client.name} is answered ${able.describe()} with its own device code`)
    const crossed = await step.crossed(() => op.poll(device, { client }))
    const control = await step.control(() => op.poll(device))
    expired.deviceCode(device)
    if (!crossed.hasToken && !isWaiting(control)) blocked(`A itself is answered ${control.describe()}`)
    const tolerated = refusedOtherwise(crossed)
    law(crossed, { about: "another client's device code", tolerated }).errs(['invalid_grant', 'unauthorized_client'])
    if (!target.has('device_approval')) return
    await step.approved(() => op.approve(device, 'allow'))
    await wait(op.untilPoll(device), 'the polling interval')
    const collected = await step.approved(() => op.poll(device, { client }))
    const actual = `${collected.describe()} to another client's device code, which its user approved`
    law.that(!collected.hasToken, { expected: 'no token', actual })
  },
})

export const clientAuthentication = check({
  id: 'device.client-authentication',
  title: 'A confidential client must authenticate to start a device authorization and to poll',
  law: [must('RFC 8628', '3.4')],
  needs: ['device_code', 'confidential_client'],
  steps: {
    start: 'Start a device authorization as a confidential client',
    bare: 'Start another one with client_id only',
    poll: 'Poll with client_id only, and with a wrong secret',
    control: 'Poll with the right secret',
  },
  holds: 'All three are refused, 400 or 401 with error=invalid_client',
  defect: 'device-no-client-auth',
  caution:
    'Needs a client with a secret and the device grant. Section 3.1 applies the same rule to the first request. Another refusal, as unauthorized_client of Keycloak, is a warning.',
  waits: 'one polling interval',
  async run({ op, step, law, target, wait, nearMiss, expired, blocked }) {
    const client = target.client('confidential_device')
    const device = await step.start(() => op.device({ client }))
    const bare = await step.bare(() => op.askDevice({ client, auth: 'none' }))
    await wait(op.untilPoll(device), 'the polling interval')
    const named = await step.poll(() => op.poll(device, { auth: 'none' }))
    const wrong = await step.poll(() => op.poll(device, { secret: nearMiss(client.client_secret ?? '') }))
    const control = await step.control(() => op.poll(device))
    expired.deviceCode(device)
    if (!isWaiting(control)) blocked(`the right secret is answered ${control.describe()}`)
    law.each(attempts(bare, named, wrong), ({ answer, about }) => {
      const served = isIssued(answer) || isWaiting(answer)
      law.that(!served, { expected: '400 or 401 with error=invalid_client', actual: `${seen(answer)} to ${about}` })
      law(answer, { about }).refuses('invalid_client')
    })
  },
})

export const clientNotAllowed = check({
  id: 'device.client-not-allowed',
  title: 'A client that is not registered for the device grant is refused',
  law: [must('RFC 6749', '5.2')],
  needs: ['device_code'],
  steps: {
    control: 'Start a device authorization with a client that may',
    start: 'Send the request with a client whose grant_types leave the grant out',
    poll: 'Poll with that client and the device code of the other one',
  },
  holds: 'Both are refused, 400 with error=unauthorized_client or invalid_client',
  defect: 'device-grant-for-everyone',
  caution:
    'Needs a client with grant_types that leave out the device grant. invalid_grant is right for the poll as well. Another refusal is a warning.',
  async run({ op, step, law, target }) {
    const client = target.client('no_device')
    const device = await step.control(() => op.device())
    const start = await step.start(() => op.askDevice({ client }))
    const poll = await step.poll(() => op.poll(device, { client }))
    const expected = '400 with error=unauthorized_client or invalid_client'
    law.that(!isIssued(start), { expected, actual: 'a device code' })
    law.that(!isWaiting(poll), { expected, actual: poll.describe() })
    law(start, { about: 'a device authorization request' }).refuses('unauthorized_client', 'invalid_client')
    law(poll, { about: 'a poll' }).refuses('unauthorized_client', 'invalid_client', 'invalid_grant')
  },
})

/** The device is to go on polling: at the slower pace, where another client's attempt came right before. */
const isWaiting = ({ error }: Answer): boolean => error === 'authorization_pending' || error === 'slow_down'

const isIssued = ({ json }: Answer): boolean => typeof json?.['device_code'] === 'string'

const seen = (answer: Answer): string => (isIssued(answer) ? 'a device code' : answer.describe())

function attempts(bare: Answer, named: Answer, wrong: Answer) {
  return [
    { answer: bare, about: 'a device authorization request with client_id only' },
    { answer: named, about: 'a poll with client_id only' },
    { answer: wrong, about: 'a poll with a wrong secret' },
  ]
}

function refusedOtherwise(answer: Answer): string | undefined {
  const { status, error } = answer
  const refused = status >= 400 && status < 500 && error !== undefined && !isWaiting(answer)
  return refused ? 'refused all the same, only with another error' : undefined
}
