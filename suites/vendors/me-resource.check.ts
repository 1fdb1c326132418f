import { check } from '../../harness/check.ts'
import type { Answer, Context, Target, Tokens } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const meResource = check({
  id: 'dialect.me-resource',
  title: 'The me resource tells whose token it is',
  law: [must('vendor documentation', 'me resource')],
  needs: ['me_resource'],
  steps: {
    user: 'Where the server has the code flow: ask the me resource with a token of a user',
    client: "Where me.client_credentials says what to expect: ask it with a client's own token",
  },
  holds: 'The answer is 200, JSON, with the name and the email of a person; 403 where me.client_credentials is refused',
  defect: 'me-resource-wrong-shape',
  caution: 'The paths of the members are me.name and me.email; what is not named there is not looked for.',
  async run({ op, step, law, target, notApplicable }) {
    const { url = '', client_credentials: expected } = target.me ?? {}
    const seen: { about: string; answer: Answer; status: number }[] = []
    if (target.has('authorization_code')) {
      const { access_token: token } = await step.user(() => op.userTokens())
      seen.push({ about: 'a token of a user', answer: await step.user(() => op.call(url, token)), status: 200 })
    }
    if (expected !== undefined && target.has('client_credentials')) {
      const { access_token: token } = await step.client(() => op.clientCredentials().tokens())
      const answer = await step.client(() => op.call(url, token))
      seen.push({ about: "a client's own token", answer, status: expected === 'refused' ? 403 : 200 })
    }
    if (seen.length === 0) notApplicable('no token to ask with: add a client with the authorization_code grant')
    law.each(seen, ({ about, answer, status }) => {
      law(answer, { about }).status(status)
      if (status === 200) hasMembers(law, target, answer, about)
    })
  },
})

export const meResourceIdentity = check({
  id: 'dialect.me-resource-identity',
  title: "The me resource reports the token's own user",
  law: [security('vendor documentation', 'me resource')],
  needs: ['me_resource', 'authorization_code', 'second_user'],
  steps: {
    logins: 'Log in as two users in sessions of their own',
    turns: 'Ask the me resource with both tokens in turn, three times',
    together: 'Ask it with both at once',
  },
  holds: 'Each token always shows its own user, and no answer is publicly cacheable',
  defect: 'me-resource-cached',
  caution: 'Users are told apart by me.email, else me.name, else the whole answer.',
  async run(context) {
    const { op, step, law, target, notApplicable } = context
    const [first, second] = target.users
    if (first === undefined || second === undefined) return notApplicable(target.lacking('second_user'))
    const url = target.me?.url ?? ''
    const log = (user: typeof first) => op.userTokens({ user, visitor: 'fresh' })
    const both = [await step.logins(() => log(first)), await step.logins(() => log(second))]
    const tokens = both.map(({ access_token: token }) => token)
    const ask = async (token: string, whose: number): Promise<Shown> => ({ whose, answer: await op.call(url, token) })
    const seen: Shown[] = []
    for (let turn = 0; turn < 3; turn += 1)
      for (const [whose, token] of tokens.entries()) seen.push(await step.turns(() => ask(token, whose)))
    seen.push(
      ...(await step.together(() => Promise.all([...tokens, ...tokens].map((token, at) => ask(token, at % 2))))),
    )
    allAnswered(context, both, seen)
    tellsApart(law, peopleOf(target, seen, 0), peopleOf(target, seen, 1))
    law.each(seen, ({ answer }) => {
      const cached = answer.header('cache-control') ?? ''
      law.that(!/\bpublic\b/i.test(cached), { expected: 'no public cache', actual: `Cache-Control: ${cached}` })
    })
  },
})

/** An answer of the me resource, with the number of the user whose token asked. */
interface Shown {
  readonly whose: number
  readonly answer: Answer
}

/** Blocks unless every answer is a 200; a 401 to a token that has expired meanwhile is tried again. */
function allAnswered(
  { blocked, expired }: Pick<Context, 'blocked' | 'expired'>,
  tokens: readonly Tokens[],
  seen: readonly Shown[],
): void {
  if (seen.some(({ answer }) => answer.status === 401)) for (const each of tokens) expired.accessToken(each)
  for (const { answer } of seen) if (answer.status !== 200) blocked(`the me resource answered ${answer.describe()}`)
}

type People = ReadonlySet<string>

function peopleOf(target: Target, seen: readonly Shown[], whose: number): People {
  return new Set(seen.filter((one) => one.whose === whose).map((one) => whom(target, one.answer)))
}

function tellsApart(law: Context['law'], first: People, second: People): void {
  const overlap = [...first].some((each) => second.has(each))
  const counts = [first, second].map(({ size }, at) => `the token of user ${at + 1} shows ${size} of them`).join('; ')
  law.that(first.size === 1 && second.size === 1 && !overlap, {
    expected: 'one person for each token, always the same, and another for the other',
    actual: `${counts}${overlap ? ', and both show the same person' : ''}`,
  })
}

/** Whom an answer shows, in a form that can be compared. */
function whom({ me }: Target, answer: Answer): string {
  const path = me?.email ?? me?.name
  return JSON.stringify(path === undefined ? answer.json : memberAt(answer, path)) ?? 'nobody'
}

function hasMembers(law: Context['law'], { me }: Target, answer: Answer, about: string): void {
  const missing = [me?.name, me?.email].filter((path) => path !== undefined).filter((path) => !isText(answer, path))
  law.that(answer.json !== undefined && missing.length === 0, {
    expected: `JSON${missing.length === 0 ? '' : ` with ${missing.join(' and ')}`} for ${about}`,
    actual: answer.json === undefined ? answer.describe() : 'JSON without',
  })
}

function isText(answer: Answer, path: string): boolean {
  const value = memberAt(answer, path)
  return typeof value === 'string' && value !== ''
}

/** The member at a dotted path of a JSON answer. */
function memberAt({ json }: Answer, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (here, key) =>
        typeof here === 'object' && here !== null && key in here
          ? Object.entries(here).find(([name]) => name === key)?.[1]
          : undefined,
      json,
    )
}
