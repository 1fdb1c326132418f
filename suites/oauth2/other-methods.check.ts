import { check } from '../../harness/check.ts'
import type { Answer, Change, Judge } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const httpMethodRefusal = check({
  id: 'token.http-method-refusal',
  title: 'Other methods are refused and 405 names the allowed ones',
  law: [must('RFC 9110', '15.5.6')],
  needs: ['token', 'authorization', 'authorization_code'],
  steps: {
    control: 'Send a correct token request by POST and knock at the authorization endpoint by GET',
    token: 'Send the token request by PUT, DELETE, PATCH, HEAD and TRACE',
    authorization: 'Knock at the authorization endpoint by the same methods',
  },
  holds: 'Each is refused without a token, 501 or a 4xx, a 405 with Allow, and TRACE repeats no header of the request',
  defect: 'token-put-accepted',
  caution:
    'A 405 without Allow is a warning, and so is a method served like another without a token. HEAD on the authorization endpoint may answer like GET.',
  async run({ op, step, law, target }) {
    const basic = target.findClient('basic')
    const change: Change = basic === undefined ? {} : { client: basic }
    await step.control(() => op.anyGrant(change).tokens())
    await step.control(() => op.knock())
    const answers = []
    for (const method of ['PUT', 'DELETE', 'PATCH', 'HEAD', 'TRACE']) {
      answers.push(await step.token(() => op.anyGrant({ ...change, method })))
      const knocked = await step.authorization(() => op.knock({}, { method, headers: { 'x-assay': mark } }))
      if (method !== 'HEAD' || knocked.status >= 500) answers.push(knocked)
    }
    law.each(answers, (answer) => declines(law, answer))
  },
})

const mark = 'repeated-by-nobody'

function declines(law: Judge, answer: Answer): void {
  const { status, request } = answer
  const about = `${request.method} ${request.url.split('?', 1)[0]}`
  law.that(!answer.hasToken, { expected: 'no token', actual: `${answer.describe()} to ${about}` })
  const sent = request.headers.find(([name]) => /^(?:authorization|x-assay)$/i.test(name))?.[1]
  const echoed = sent !== undefined && answer.body.includes(sent)
  law.that(!echoed, { expected: 'an answer that repeats no header', actual: `the headers of ${about} in its body` })
  if (status === 429 || (status >= 500 && status !== 501)) law(answer, { about }).status(400, 404, 405, 501)
  law.that(status >= 400, {
    expected: 'a refusal, 405 or 501',
    actual: `${answer.describe()} to ${about}`,
    tolerated: 'served like another method, and no token is given',
  })
  law.that(status !== 405 || answer.header('allow') !== undefined, {
    expected: '405 with Allow',
    actual: `405 without Allow to ${about}`,
    tolerated: 'refused all the same',
  })
}
