import { check } from '../../harness/check.ts'
import type { Answer } from '../../harness/context.ts'
import { security } from '../../harness/law.ts'

export const noUserEnumeration = check({
  id: 'password.no-user-enumeration',
  title: 'An unknown user and a wrong password get the same answer',
  law: [security('RFC 6749', '10.10')],
  needs: ['password'],
  steps: {
    control: 'Send the right user name and password',
    known: 'Send the right user name with a wrong password',
    unknown: 'Send the same wrong password for three made-up user names, two before that and one after it',
  },
  holds: 'All answers are the same in status, error, error_description and in every further member of their object',
  defect: 'password-user-enumeration',
  caution:
    'Differences in time are not judged. The user name, a trace id and the time of day may stand in any member, and what differs among the unknown users is not compared.',
  async run({ op, step, law, target, random, blocked, notApplicable }) {
    await step.control(() => op.password().tokens())
    const username = target.users.find((user) => user.password !== undefined)?.username ?? ''
    const password = random(16)
    const ask = async (name: string) => ({ name, answer: await op.password({ set: { username: name, password } }) })
    const [first = '', ...others] = [1, 2, 3].map(() => strangerLike(username, random))
    const before = await step.unknown(() => Promise.all(others.map(ask)))
    const known = await step.known(() => op.password({ set: { password } }))
    const unknown = [...before, await step.unknown(() => ask(first))]
    const all = [known, ...unknown.map(({ answer }) => answer)]
    if (all.some(({ hasToken }) => hasToken)) notApplicable(noRefusal)
    if (all.some(({ status }) => status === 429 || status >= 500))
      blocked('a wrong password or an unknown user is met with a fault of the server, or with its load')
    const facts = unknown.map(({ name, answer }) => factsOf(answer, name))
    const [expected, actual] = differences(factsOf(known, username), facts)
    law.that(expected === actual, {
      expected: `the answer to a wrong password, with ${expected}`,
      actual: `${actual} to an unknown user`,
    })
  },
})

function strangerLike(username: string, random: (length: number) => string): string {
  return username.includes('@') ? `assay${random(8)}@${username.split('@').at(-1)}` : `assay${random(8)}`
}

const noRefusal =
  'a wrong password gives a token, so there is no refusal to look at (see password.wrong-password-refused)'

/** What changes from answer to answer: a trace id, the time of day. */
const passing =
  /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b|\b[\da-f]{16,}\b|\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?[^\s"]*/gi

type Facts = ReadonlyMap<string, string>

/** What an answer shows of the user, without the name that was sent and without what passes. */
function factsOf({ status, json }: Answer, username: string): Facts {
  const members = Object.entries({ ...json, 'HTTP status': status })
  return new Map(members.map(([name, value]) => [name, lasting(value, username)]))
}

function lasting(value: unknown, username: string): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return (username === '' ? text : text.replaceAll(username, 'the user name')).replaceAll(passing, '…')
}

/**
 * In what the known user differs from the unknown ones, on either side, in words. What the unknown ones do not agree in changes
 * by itself, so that only its presence tells something.
 */
function differences(known: Facts, unknown: readonly Facts[]): readonly [string, string] {
  const names = new Set([known, ...unknown].flatMap((facts) => [...facts.keys()]))
  const sides: [string, string][] = []
  for (const name of names) {
    const values = new Set(unknown.map((facts) => facts.get(name)))
    const [value] = values
    const own = known.get(name)
    const steady = values.size === 1 ? own === value : own !== undefined || values.has(undefined)
    if (!steady) sides.push([told(name, own), told(name, value)])
  }
  return [sides.map(([own]) => own).join(', '), sides.map(([, other]) => other).join(', ')]
}

const told = (name: string, value: string | undefined): string =>
  value === undefined ? `no ${name}` : `${name}=${value}`
