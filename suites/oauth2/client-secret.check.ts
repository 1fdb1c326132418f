import { check } from '../../harness/check.ts'
import type { Client, Target } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const wrongSecretRefused = check({
  id: 'client-auth.wrong-secret-refused',
  title: 'A wrong secret gives no token',
  law: [must('RFC 6749', '5.2'), must('RFC 6749', '2.3.1')],
  needs: ['token', 'client_secret'],
  steps: {
    control: 'Send a valid token request, by each method that a client of the target uses',
    wrong: 'Send the same kind of request with two characters of the secret exchanged',
  },
  holds: 'Each is refused with a 4xx error',
  defect: 'secret-unchecked',
  caution: 'The error code is judged by client-auth.invalid-client-code.',
  async run({ op, step, law, target, nearMiss }) {
    const seen = []
    for (const client of oneOfEachMethod(target)) {
      await step.control(() => op.anyGrant({ client }).tokens())
      const secret = nearMiss(client.client_secret ?? '')
      const about = `a wrong secret by ${client.token_endpoint_auth_method}`
      seen.push({ answer: await step.wrong(() => op.anyGrant({ client, secret })), about })
    }
    law.each(seen, ({ answer, about }) => law(answer, { about }).refuses())
  },
})

export const emptySecretRefused = check({
  id: 'client-auth.empty-secret-refused',
  title: 'An empty secret is not accepted for a client that has one',
  law: [must('RFC 6749', '2.3.1')],
  needs: ['token', 'client_secret'],
  steps: {
    control: 'Send a valid token request, by each method that a client of the target uses',
    empty: 'Send the same kind of request with an empty secret: nothing after the colon, or an empty client_secret',
  },
  holds: 'Each is refused with error=invalid_client or invalid_request',
  defect: 'empty-secret-accepted',
  async run({ op, step, law, target }) {
    const seen = []
    for (const client of oneOfEachMethod(target)) {
      await step.control(() => op.anyGrant({ client }).tokens())
      const about = `an empty secret by ${client.token_endpoint_auth_method}`
      seen.push({ answer: await step.empty(() => op.anyGrant({ client, secret: '' })), about })
    }
    law.each(seen, ({ answer, about }) => law(answer, { about }).refuses('invalid_client', 'invalid_request'))
  },
})

export const secretOfOtherClient = check({
  id: 'client-auth.secret-of-other-client',
  title: 'The secret of another client does not authenticate',
  law: [must('RFC 6749', '2.3.1')],
  needs: ['token', 'second_client', 'client_secret'],
  steps: {
    control: 'Send a valid token request',
    foreign: 'Send the same kind of request with the secret of another client',
  },
  holds: 'The answer is a refusal with error=invalid_client',
  defect: 'secret-of-any-client',
  caution: 'Another error code is a warning.',
  async run({ op, step, law, target, notApplicable }) {
    const client = target.findClient('basic') ?? target.client('confidential')
    const secret = target.clients
      .map((each) => each.client_secret)
      .find((each) => each && each !== client.client_secret)
    if (secret === undefined) return notApplicable('all clients have the same client_secret: give one of them another')
    await step.control(() => op.anyGrant({ client }).tokens())
    law(await step.foreign(() => op.anyGrant({ client, secret }))).refuses('invalid_client')
  },
})

export const secretComparedInFull = check({
  id: 'client-auth.secret-compared-in-full',
  title: 'The secret is compared exactly and completely',
  law: [security('RFC 6749', '10.10')],
  needs: ['token', 'client_secret'],
  steps: {
    control: 'Send a valid token request',
    altered:
      'Send the same kind of request with another first or last character, shortened by a character, lengthened by one, by a space, by a line feed, in swapped letter case, cut to 8 and to 72 characters, followed by NUL, and with the client_id and the words null and undefined in its place',
  },
  holds: 'Each is refused with error=invalid_client, or invalid_request for the line feed and NUL',
  defect: 'secret-prefix-compare',
  caution:
    'A token is a warning where only a trailing space or line feed is more, as frameworks trim them, and where all that differs is beyond the 72 bytes that some password hashes read.',
  async run({ op, step, law, target }) {
    const client = target.findClient('basic') ?? target.client('secret')
    const right = client.client_secret ?? ''
    await step.control(() => op.anyGrant({ client }).tokens())
    const seen = []
    for (const { how, alter, codes, excuse } of alterations) {
      const secret = alter(right, client)
      if (secret === right || secret === '') continue
      seen.push({ answer: await step.altered(() => op.anyGrant({ client, secret })), how, codes, excuse, secret })
    }
    law.each(seen, ({ answer, how, codes, excuse, secret }) => {
      const hashed = bcryptBytes(secret) === bcryptBytes(right) ? 'what differs is beyond 72 bytes' : undefined
      const tolerated = answer.hasToken ? (excuse ?? hashed) : undefined
      law(answer, { about: `the secret ${how}`, tolerated }).refuses('invalid_client', ...codes)
    })
  },
})

interface Alteration {
  readonly how: string
  readonly alter: (secret: string, client: Client) => string
  /** Further error codes that are right, because the value breaks the grammar of RFC 6749 appendix A.2. */
  readonly codes: readonly string[]
  readonly excuse?: string
}

const alterations: readonly Alteration[] = [
  { how: 'with another first character', alter: (secret) => `${other(secret[0])}${secret.slice(1)}`, codes: [] },
  { how: 'with another last character', alter: (secret) => `${secret.slice(0, -1)}${other(secret.at(-1))}`, codes: [] },
  { how: 'without its last character', alter: (secret) => secret.slice(0, -1), codes: [] },
  { how: 'with a character more', alter: (secret) => `${secret}x`, codes: [] },
  { how: 'with a space more', alter: (secret) => `${secret} `, codes: [], excuse: 'some frameworks trim spaces' },
  {
    how: 'with a line feed more',
    alter: (secret) => `${secret}\n`,
    codes: ['invalid_request'],
    excuse: 'some frameworks trim line feeds',
  },
  { how: 'in swapped letter case', alter: swapped, codes: [] },
  { how: 'cut to 8 characters', alter: (secret) => secret.slice(0, 8), codes: [] },
  { how: 'cut to 72 characters', alter: (secret) => secret.slice(0, 72), codes: [] },
  { how: 'followed by NUL', alter: (secret) => `${secret}\0x`, codes: ['invalid_request'] },
  { how: 'put aside for the client_id', alter: (_, { client_id: id }) => id, codes: [] },
  { how: 'put aside for the word null', alter: () => 'null', codes: [] },
  { how: 'put aside for the word undefined', alter: () => 'undefined', codes: [] },
]

const other = (character = ''): string => (character === 'x' ? 'y' : 'x')

function swapped(secret: string): string {
  return secret.replaceAll(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  )
}

function bcryptBytes(secret: string): string {
  return Buffer.from(secret).subarray(0, 72).toString('hex')
}

/** A client for each way of sending a secret that the target's clients use. */
function oneOfEachMethod(target: Target): readonly Client[] {
  return [target.findClient('basic'), target.findClient('post')].filter((client) => client !== undefined)
}
