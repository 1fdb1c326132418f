import { check } from '../../harness/check.ts'
import type { Answer, NoAnswer } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const bruteForceProtection = check({
  id: 'client-auth.brute-force-protection',
  title: 'Guessing a client secret is slowed down',
  law: [must('RFC 6749', '2.3.1')],
  needs: ['token', 'confidential_client', 'intrusive'],
  steps: {
    control: 'Get a token with the right secret of a client',
    guesses: 'Send 50 wrong secrets for this client, one right after the other',
    right: 'Send the right secret again',
  },
  holds: 'A later guess is throttled or answered ever more slowly, or the right secret is refused for a while',
  defect: 'client-secret-no-rate-limit',
  caution:
    'The client can be locked by it. Where the secret is so long that nobody guesses it, the missing brake is a warning, since the protection may rest on that alone.',
  alone: true,
  seeksLimits: true,
  async run({ op, step, law, target, random, blocked }) {
    const client = target.findClient('service') ?? target.client('confidential')
    await step.control(() => op.anyGrant({ client }).tokens())
    const { length } = client.client_secret ?? ''
    const seen: (Answer | NoAnswer)[] = []
    for (let guess = 0; guess < 50; guess += 1) {
      const secret = random(length)
      seen.push(await step.guesses(() => op.token(client, { grant_type: 'client_credentials' }, { secret }).outcome()))
    }
    const answers = seen.filter((one): one is Answer => !('kind' in one))
    if (answers.some(({ hasToken }) => hasToken)) blocked('a wrong secret gets a token')
    const right = await step.right(() => op.anyGrant({ client }).outcome())
    const works = !('kind' in right) && right.hasToken
    law.that(answers.length < seen.length || throttled(answers) || !works, {
      expected: 'a brake: another status, longer delays, or a right secret that is refused for a while',
      actual: '50 wrong secrets answered alike and at the same pace, and the right one works at once',
      tolerated: length >= 22 ? `the secret has ${length} characters, too many to guess if they are random` : undefined,
    })
  },
})

/** Whether the server comes to answer otherwise than at first, or much more slowly. */
function throttled(answers: readonly Answer[]): boolean {
  const changes = answers.some(({ status }) => status !== answers[0]?.status)
  const pauses = answers.slice(1).map(({ at }, index) => at - (answers[index]?.at ?? at))
  const [early, late] = [median(pauses.slice(0, 10)), median(pauses.slice(-10))]
  return changes || (late > 3 * early && late - early > 200)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
