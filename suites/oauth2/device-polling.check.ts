import { check } from '../../harness/check.ts'
import type { Answer, Context, Device } from '../../harness/context.ts'
import { must, security, should } from '../../harness/law.ts'

export const pending = check({
  id: 'device.pending',
  title: 'Polling before the user has decided answers authorization_pending',
  law: [must('RFC 8628', '3.5')],
  needs: ['device_code'],
  steps: {
    start: 'Start a device authorization',
    poll: 'Poll once, an interval later',
  },
  holds: 'The answer is 400 with error=authorization_pending',
  defect: 'device-pending-wrong-error',
  caution:
    'The right error with another status, as Google (428) and GitHub (200) send it, and slow_down to a poll that kept the interval are warnings.',
  waits: 'one polling interval',
  async run({ op, step, law, wait, expired }) {
    const device = await step.start(() => op.device())
    await wait(op.untilPoll(device), 'the polling interval')
    const answer = await step.poll(() => op.poll(device))
    expired.deviceCode(device)
    law(answer, { tolerated: excuse(answer) }).errs('authorization_pending')
  },
})

export const slowDown = check({
  id: 'device.slow-down',
  title: 'Polling faster than the interval is answered slow_down',
  law: [security('RFC 8628', '3.5')],
  needs: ['device_code'],
  steps: {
    start: 'Start a device authorization',
    first: 'Poll once, an interval later',
    fast: 'Poll up to four times more without a pause, until told to slow down',
  },
  holds: 'A fast poll is answered 400 with error=slow_down, and every one before with authorization_pending',
  defect: 'device-no-slow-down',
  caution:
    'No sentence obliges a server to measure: authorization_pending to every poll is a warning. So are the right errors with another status, and 429. Nothing is said of a server whose answers take longer than its interval.',
  waits: 'one polling interval',
  seeksLimits: true,
  async run({ op, step, law, wait, expired, blocked }) {
    const device = await step.start(() => op.device())
    await wait(op.untilPoll(device), 'the polling interval')
    const first = await step.first(() => op.poll(device))
    expired.deviceCode(device)
    if (!isWaiting(first)) blocked(`a poll at the right pace is answered ${first.describe()}`)
    const answers = [first]
    while (answers.length < 5 && answers.every(isPending)) answers.push(await step.fast(() => op.poll(device)))
    expired.deviceCode(device)
    const counted = answers.some((answer) => answer.status === 429 && !isWaiting(answer))
    law.that(!counted, { expected: 'error=slow_down to fast polls', actual: '429 without it', tolerated: inFront })
    law.each(answers, (answer) =>
      law(answer, { tolerated: excuse(answer) }).errs(['slow_down', 'authorization_pending']),
    )
    if (!answers.some(isSlowDown) && !hasty(answers, device)) blocked(unhurried)
    const tolerated = 'no sentence obliges a server to measure'
    law.that(answers.some(isSlowDown), { expected: 'error=slow_down', actual: 'only authorization_pending', tolerated })
  },
})

export const slowDownIsNotTheEnd = check({
  id: 'device.slow-down-is-not-the-end',
  title: 'After slow_down the flow goes on at the slower pace',
  law: [should('RFC 8628', '3.5')],
  needs: ['device_code'],
  steps: {
    hurry: 'Start a device authorization and poll without a pause until told to slow down, five times at most',
    early: 'Poll once, an interval later: where that is answered authorization_pending, nothing is left to ask',
    again: 'Do the same with another device code',
    slow: 'Poll once, an interval and five seconds for each slow_down later',
  },
  holds: 'The poll at the slower pace is answered authorization_pending',
  defect: 'device-slow-down-kills',
  caution:
    'Asked only where the server says slow_down. Where device codes do not live as long as the slower pace, what ended one after an interval is judged.',
  waits: 'one polling interval and five seconds',
  async run(context) {
    const { op, step, law, wait, expired, notApplicable } = context
    const hurried = await step.hurry(() => provoke(context))
    await wait(op.untilPoll(hurried), 'the polling interval')
    const early = await step.early(() => op.poll(hurried))
    if (isPending(early)) return
    expired.deviceCode(hurried)
    const slower = hurried.interval + 5
    const lasts = hurried.expires_in === undefined || hurried.expires_in > slower + 2
    if (!lasts && isSlowDown(early)) notApplicable(`device codes do not live the ${slower} s of the slower pace`)
    const device = lasts ? await step.again(() => provoke(context)) : hurried
    if (lasts) await wait(op.untilPoll(device) + 5, 'the slower polling interval')
    const answer = lasts ? await step.slow(() => op.poll(device)) : early
    expired.deviceCode(device)
    law.that(isPending(answer), { expected: 'error=authorization_pending', actual: answer.describe() })
  },
})

export const unknownDeviceCode = check({
  id: 'device.unknown-device-code',
  title: 'An unknown device code is refused',
  law: [must('RFC 6749', '5.2')],
  needs: ['device_code'],
  steps: {
    start: 'Start a device authorization',
    unknown:
      'Poll with a random value of the same length in place of the device code, with its letters in the other case, and without its last two characters',
    control: 'Poll with the device code, an interval later',
  },
  holds: 'The unknown ones are refused, 400 with error=invalid_grant',
  defect: 'device-unknown-pending',
  caution:
    'error=expired_token, invalid_request to a value of another format, and another 4xx status are warnings. Hexadecimal digits mean the same in either letter case, so that of others alone is changed.',
  waits: 'one polling interval',
  async run({ op, step, law, wait, random, expired, blocked }) {
    const device = await step.start(() => op.device())
    const seen: { answer: Answer; about: string }[] = []
    for (const [about, code] of Object.entries(unlike(device.device_code, random))) {
      seen.push({ about, answer: await step.unknown(() => op.poll(device, { set: { device_code: code } })) })
    }
    await wait(op.untilPoll(device), 'the polling interval')
    const control = await step.control(() => op.poll(device))
    expired.deviceCode(device)
    if (!isWaiting(control)) blocked(`the device code itself is answered ${control.describe()}`)
    law.each(seen, ({ answer, about }) =>
      law(answer, { about }).errs('invalid_grant', { codes: ['expired_token', 'invalid_request'] }),
    )
  },
})

/** Device codes that nobody was given, by what they are. */
function unlike(code: string, random: (length: number) => string): Readonly<Record<string, string>> {
  const swapped = code.replaceAll(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  )
  return {
    'a random device code': random(code.length),
    ...(/^[\da-f-]*$/i.test(code) || swapped === code ? {} : { 'the device code in the other letter case': swapped }),
    'the device code without its last two characters': code.slice(0, -2),
  }
}

const isPending = ({ error }: Answer): boolean => error === 'authorization_pending'

const isSlowDown = ({ error }: Answer): boolean => error === 'slow_down'

/**
 * Whether a poll came before the interval was over: what the answers before and after it enclose. A server that takes longer
 * for its answers has seen no fast poll.
 */
function hasty(answers: readonly Answer[], { interval }: Device): boolean {
  return answers.some(({ at }, index) => at - (answers[index - 2]?.at ?? -Infinity) < interval * 1000)
}

/** The device is to go on polling. */
const isWaiting = (answer: Answer): boolean => isPending(answer) || isSlowDown(answer)

const unhurried = 'the answers took so long that no poll came before the interval was over'

const inFront = 'something in front of the server counts requests'

/** The right code in another form. */
const excuse = (answer: Answer): string | undefined =>
  isWaiting(answer) ? 'the error code is right, only its form is not' : undefined

/** A device that has been told to slow down once. */
async function provoke({ op, notApplicable }: Pick<Context, 'op' | 'notApplicable'>): Promise<Device> {
  const device = await op.device()
  for (let count = 0; count < 5; count += 1) {
    const answer = await op.poll(device)
    if (isSlowDown(answer)) return device
    if (!isPending(answer)) notApplicable(`a poll is answered ${answer.describe()} before the server says slow_down`)
  }
  return notApplicable('the server never says slow_down')
}
