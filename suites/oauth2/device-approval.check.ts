import { check } from '../../harness/check.ts'
import type { Answer, Context, Device } from '../../harness/context.ts'
import { must, security, should } from '../../harness/law.ts'

export const success = check({
  id: 'device.success',
  title: 'After the user approves, the next poll yields tokens',
  law: [must('RFC 8628', '3.5')],
  needs: ['device_code', 'device_approval'],
  steps: {
    start: 'Start a device authorization',
    approve: 'Enter the user code at the verification page, log in and allow',
    poll: 'Poll, an interval later; once more where that is answered slow_down',
  },
  holds: 'The answer is 200 with access_token and token_type as JSON, and Cache-Control no-store',
  defect: 'device-approval-lost',
  caution: 'Where the verification page cannot be passed without a person, nothing is judged.',
  waits: 'one polling interval',
  async run(context) {
    const { op, step, law, expired, blocked } = context
    const device = await step.start(() => op.device())
    const visit = await step.approve(() => op.approve(device, 'allow'))
    const answer = await settled(context, device, () => step.poll(() => op.poll(device)))
    if (!answer.hasToken) expired.deviceCode(device)
    if (!answer.hasToken && !visit.done) blocked(`the device may not be approved: ${visit.ending}`)
    law(answer, { about: 'the poll after the approval' }).grants()
    const type: unknown = answer.json?.['token_type']
    law.that(typeof type === 'string', { expected: 'a token_type', actual: 'an answer without one' })
    const cache = answer.header('cache-control') ?? ''
    law.that(/\bno-store\b/i.test(cache), { expected: 'Cache-Control: no-store', actual: cache || 'no Cache-Control' })
  },
})

export const accessDenied = check({
  id: 'device.access-denied',
  title: 'After the user refuses, polling answers access_denied',
  law: [must('RFC 8628', '3.5')],
  needs: ['device_code', 'device_approval'],
  steps: {
    start: 'Start a device authorization',
    refuse: 'Enter the user code at the verification page and refuse',
    poll: 'Poll, an interval later; once more where that is answered slow_down',
  },
  holds: 'The answer is 400 with error=access_denied',
  defect: 'device-denial-stays-pending',
  caution: 'Where the user is given no way to refuse, or none that can be found, nothing is judged.',
  waits: 'one polling interval',
  async run(context) {
    const { op, step, law, expired, blocked, notApplicable } = context
    const device = await step.start(() => op.device())
    const visit = await step.refuse(() => op.approve(device, 'deny'))
    if (!visit.denied) notApplicable(`no way to refuse was found: ${visit.ending}`)
    const answer = await settled(context, device, () => step.poll(() => op.poll(device)))
    if (answer.error !== 'access_denied') expired.deviceCode(device)
    if (answer.error === 'authorization_pending' && !visit.done)
      blocked(`the device may not be refused: ${visit.ending}`)
    const tolerated = answer.error === 'access_denied' ? 'the error code is right, only its form is not' : undefined
    law(answer, { about: 'the poll after the refusal', tolerated }).errs('access_denied')
  },
})

export const singleUse = check({
  id: 'device.single-use',
  title: 'A device code yields tokens once',
  law: [security('RFC 8628', '3.5')],
  needs: ['device_code', 'device_approval'],
  steps: {
    start: 'Start a device authorization and approve it',
    first: 'Poll for the tokens, an interval later',
    again: 'Poll again with the same device code, another interval later',
  },
  holds: 'The second poll is refused, 400 with error=invalid_grant or expired_token',
  defect: 'device-code-reusable',
  caution: 'The RFC has no sentence on it. Two polls at the same moment are not tried.',
  waits: 'two polling intervals',
  alone: true,
  async run({ op, step, law, wait, expired, blocked }) {
    const device = await step.start(() => op.device())
    await step.start(() => op.approve(device, 'allow'))
    await wait(op.untilPoll(device), 'the polling interval')
    const first = await step.first(() => op.poll(device))
    if (!first.hasToken) expired.deviceCode(device)
    if (!first.hasToken) blocked(`no token after the approval: ${first.describe()}`)
    await wait(op.untilPoll(device), 'the polling interval')
    const again = await step.again(() => op.poll(device))
    if (!again.hasToken) expired.deviceCode(device)
    law(again, { about: 'a device code used before' }).refuses('invalid_grant', 'expired_token')
  },
})

export const completeUriAsks = check({
  id: 'device.complete-uri-asks',
  title: 'Opening verification_uri_complete does not approve the device by itself',
  law: [should('RFC 8628', '3.3.1')],
  needs: ['device_code', 'device_approval'],
  steps: {
    control: 'Start a device authorization, approve it, and poll for the tokens',
    start: 'Start another one',
    visit: 'Open its verification_uri_complete in the same browser and press nothing',
    poll: 'Poll, an interval later',
  },
  holds: 'The poll is answered authorization_pending',
  defect: 'device-complete-uri-auto-approves',
  caution:
    'Asked only where there is a verification_uri_complete. What the page shows is left to people; scripts other than those that send a form are not run.',
  waits: 'two polling intervals',
  async run({ op, step, law, wait, expired, blocked, notApplicable }) {
    const known = await step.control(() => op.device())
    if (known.verification_uri_complete === undefined) notApplicable('the server sends no verification_uri_complete')
    await step.control(() => op.approve(known, 'allow'))
    await wait(op.untilPoll(known), 'the polling interval')
    const control = await step.control(() => op.poll(known))
    if (!control.hasToken) expired.deviceCode(known)
    if (!control.hasToken) blocked(`no token after an approval either: ${control.describe()}`)
    const device = await step.start(() => op.device())
    const { verification_uri_complete: complete } = device
    if (complete === undefined) return notApplicable('the server does not always send verification_uri_complete')
    const status = await step.visit(() => op.glance(complete))
    if (status >= 400) blocked(`verification_uri_complete answers ${status}`)
    await wait(op.untilPoll(device), 'the polling interval')
    const answer = await step.poll(() => op.poll(device))
    law.that(!answer.hasToken, { expected: 'error=authorization_pending', actual: 'a token nobody was asked for' })
    expired.deviceCode(device)
    if (!isWaiting(answer)) blocked(`the poll is answered ${answer.describe()}`)
  },
})

const isWaiting = ({ error }: Answer): boolean => error === 'authorization_pending' || error === 'slow_down'

/** The answer to a poll at the right pace. Where that is still too fast, the pace slackens by five seconds. */
async function settled(
  { op, wait }: Pick<Context, 'op' | 'wait'>,
  device: Device,
  poll: () => Promise<Answer>,
): Promise<Answer> {
  await wait(op.untilPoll(device), 'the polling interval')
  const answer = await poll()
  if (answer.error !== 'slow_down') return answer
  await wait(op.untilPoll(device) + 5, 'the slower polling interval')
  return poll()
}
