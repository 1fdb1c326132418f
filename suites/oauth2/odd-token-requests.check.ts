import { check } from '../../harness/check.ts'
import { security } from '../../harness/law.ts'

export const jsonBodyRefusedCleanly = check({
  id: 'robustness.json-body-refused-cleanly',
  title: 'A JSON body is understood or refused cleanly',
  law: [security('RFC 6749', '4.1.3')],
  needs: ['token'],
  steps: {
    control: 'Send a correct token request',
    json: 'Send the same parameters as a JSON object with media type application/json',
  },
  holds: 'The answer is a token, a 415, or a 4xx with an OAuth error',
  defect: 'json-body-500',
  caution: 'Some servers take both forms. A refusal in HTML is a warning.',
  async run({ op, step, law, note }) {
    await step.control(() => op.anyGrant().tokens())
    const answer = await step.json(() => op.anyGrant({ headers: { 'content-type': 'application/json' }, raw: asJson }))
    if (answer.hasToken) return note('the token endpoint takes JSON bodies')
    if (answer.status !== 415) law(answer, { about: 'a JSON body' }).refusesCleanly()
  },
})

export const wrongContentTypeNotParsed = check({
  id: 'robustness.wrong-content-type-not-parsed',
  title: 'A form body under another media type is not processed',
  law: [security('RFC 6749', '4.1.3')],
  needs: ['token'],
  steps: {
    control: 'Send a correct token request',
    wrong: 'Send the same body as text/plain, then as application/octet-stream',
  },
  holds: 'Both are refused with a 4xx',
  defect: 'content-type-ignored',
  caution:
    'The specification prescribes the media type to the client and is silent about others: a token is a warning.',
  async run({ op, step, law }) {
    await step.control(() => op.anyGrant().tokens())
    for (const type of ['text/plain', 'application/octet-stream']) {
      const answer = await step.wrong(() => op.anyGrant({ headers: { 'content-type': type } }))
      if (answer.status === 415) continue
      const tolerated = answer.hasToken ? 'no sentence forbids it, and no attack needs it' : undefined
      law(answer, { about: `a form body as ${type}`, tolerated }).refusesCleanly()
    }
  },
})

export const arrayAndObjectNames = check({
  id: 'robustness.array-and-object-names',
  title: 'Bracketed and special parameter names are not turned into objects',
  law: [security('RFC 6749', '5.2')],
  needs: ['token'],
  steps: {
    control: 'Send a correct token request',
    beside: 'Send it with a bracketed or special name beside the real ones, once for every name',
    instead: 'Send it with a bracketed grant_type in place of the real one',
    after: 'Send a correct token request again',
  },
  holds: 'Such names are ignored or refused with a 4xx, and a bracketed grant_type is no grant_type',
  defect: 'array-parameter-500',
  async run({ op, step, law }) {
    await step.control(() => op.anyGrant().tokens())
    for (const name of odd) {
      const answer = await step.beside(() => op.anyGrant({ append: [[name, 'x']] }))
      if (!answer.hasToken) law(answer, { about: `a parameter ${name}` }).refusesCleanly()
    }
    const instead = (body: string): string => body.replace('grant_type=', 'grant_type%5B%5D=')
    law(await step.instead(() => op.anyGrant({ raw: instead })), { about: 'grant_type[]' }).refusesCleanly()
    law(await step.after(() => op.anyGrant()), { about: 'a correct request after all these' }).grants()
  },
})

const odd = [
  'code[]',
  'code[a]',
  'client_id[x]',
  'scope[0]',
  '__proto__[x]',
  'constructor[prototype][x]',
  'hasOwnProperty',
]

function asJson(body: string): string {
  return JSON.stringify(Object.fromEntries(new URLSearchParams(body)))
}
