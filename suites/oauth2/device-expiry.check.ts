import { check } from '../../harness/check.ts'
import type { Answer, Context, Device, Judge, Step } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const expiredToken = check({
  id: 'device.expired-token',
  title: 'Polling with a device code whose time is over answers expired_token',
  law: [must('RFC 8628', '3.5')],
  needs: ['device_code'],
  steps: {
    approve: 'Where somebody can log in: start a device authorization and approve it',
    start: 'Start two more',
    control: 'Poll with the latest one, an interval later',
    early: 'Poll with it shortly before expires_in has passed',
    soon: 'Poll with it as soon as expires_in has passed',
    late: 'Where that was answered as before: poll with the other one after a margin for the clock',
    approved: 'Where one was approved: poll with it after that',
  },
  holds:
    'The device code is pending until its time is over; then the answer is 400 with error=expired_token, approved or not',
  defect: 'device-never-expires',
  caution:
    'Without expires_in the declared lifetimes.device_code is taken. The margin is lifetimes.tolerance, else 30 seconds. error=invalid_grant is a warning: the code is refused, only nobody is told why. So is a code that ends before its time.',
  waits: 'expires_in of the device code and a margin',
  async run(context) {
    const { op, step, law, target, wait, expired, blocked, notApplicable } = context
    const approved = await approvedOne(context, step.approve)
    const spare = await step.start(() => op.device())
    const device = await step.start(() => op.device())
    const seconds = device.expires_in ?? target.lifetimes.device_code
    if (seconds === undefined) return notApplicable('the answer has no expires_in: add lifetimes.device_code')
    await wait(op.untilPoll(device), 'the polling interval')
    const control = await step.control(() => op.poll(device))
    expired.deviceCode(device)
    if (!isWaiting(control)) blocked(`a poll before the end is answered ${control.describe()}`)
    const early = await shortlyBefore(context, device, seconds, () => step.early(() => op.poll(device)))
    await wait(Math.max(left(device, seconds), op.untilPoll(device)), 'the lifetime of device codes')
    const soon = await step.soon(() => op.poll(device))
    if (isWaiting(soon)) await wait(target.lifetimes.tolerance ?? 30, 'the clock tolerance for device codes')
    const end = isWaiting(soon) ? await step.late(() => op.poll(spare)) : soon
    const collected = approved && (await step.approved(() => op.poll(approved)))
    judgeLife(law, early, end, collected)
  },
})

/** The worst of what polls before, at and after the end of device codes tell. */
function judgeLife(law: Judge, early: Answer | undefined, end: Answer, collected: Answer | undefined): void {
  const over = { expected: 'error=expired_token', actual: tooLate }
  const judgements = [
    () => lastsUntilThen(law, early),
    () => law(end, { about: 'an expired device code' }).errs('expired_token', { codes: ['invalid_grant'] }),
    () => law.that(collected?.hasToken !== true, over),
  ]
  law.each(judgements, (judge) => judge())
}

const tooLate = 'a token for a device code whose time was over, though it was approved in time'

/** The device is to go on polling. */
const isWaiting = ({ error }: Answer): boolean => error === 'authorization_pending' || error === 'slow_down'

/** A device code that is older than all others here and only has to be collected; none where nobody can approve it. */
async function approvedOne({ op, target }: Pick<Context, 'op' | 'target'>, step: Step): Promise<Device | undefined> {
  if (!target.has('device_approval')) return undefined
  const device = await step(() => op.device())
  if (!URL.canParse(device.verification_uri ?? '')) return undefined
  const visit = await step(() => op.approve(device, 'allow'))
  return visit.done ? device : undefined
}

/** What a poll is answered when the end is near; nothing where that is too near to tell. */
async function shortlyBefore(
  { op, wait }: Pick<Context, 'op' | 'wait'>,
  device: Device,
  seconds: number,
  poll: () => Promise<Answer>,
): Promise<Answer | undefined> {
  const pause = left(device, seconds) - marginOf(seconds)
  if (pause < op.untilPoll(device)) return undefined
  await wait(pause, 'the end of the device code to come near')
  const answer = await poll()
  return left(device, seconds) > wholeSecond ? answer : undefined
}

function lastsUntilThen(law: Judge, early: Answer | undefined): void {
  const isOver = early?.error === 'expired_token' || early?.error === 'invalid_grant'
  law.that(!isOver, {
    expected: 'error=authorization_pending until expires_in has passed',
    actual: `${early?.describe()} shortly before that`,
    tolerated: 'servers may end device codes early',
  })
}

/** Seconds until a device code is over; a refusal right after that settles the matter at once. */
function left({ at }: Device, lifetime: number): number {
  return Math.max(0, at / 1000 + lifetime + justAfter - Date.now() / 1000)
}

/** Seconds. */
const justAfter = 0.05

/** What servers count in. Seconds. */
const wholeSecond = 1.1

/** Ten seconds or five percent, whichever is more, and no more than half of a short life. */
function marginOf(seconds: number): number {
  return Math.min(seconds / 2, Math.max(10, seconds / 20))
}
