import { check } from '../../harness/check.ts'
import type { Answer } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const responseMembers = check({
  id: 'token-exchange.response-members',
  title: 'A successful exchange returns access_token, issued_token_type and token_type',
  law: [must('RFC 8693', '2.2.1')],
  needs: ['token_exchange', 'subject_token'],
  steps: {
    subject: 'Get a subject token: an access token',
    exchange: 'Exchange it with subject_token and subject_token_type',
    typed: 'Exchange it once more and ask for an access token with requested_token_type',
  },
  holds:
    'Both answers are JSON that must not be stored, with access_token and token_type, and with the URI of a type in issued_token_type: the one that was asked for',
  defect: 'exchange-no-issued-token-type',
  caution:
    'Where the server does not exchange its own access tokens nothing is judged. A JWT that is named as such instead of as access token is a warning, and a server that refuses to be asked for a type is judged by the first answer.',
  async run({ op, step, law }) {
    const subject = await step.subject(() => op.subjectToken())
    const { answer: plain } = await step.exchange(() => op.exchange(subject.access_token).tokens())
    const set = { requested_token_type: accessTokenType }
    const typed = await step.typed(() => op.exchange(subject.access_token, { set }))
    const stored = [plain, typed].filter(({ hasToken }) => hasToken)
    law.each(stored, (answer) => {
      const wrong = wrongMembers(answer)
      law.that(wrong.length === 0, { expected: 'all members of a token answer', actual: wrong.join(', ') })
      const type = answer.json?.['issued_token_type']
      const asked = answer !== typed || type === accessTokenType
      const tolerated = type === jwtType ? 'an access token that is a JWT is named as JWT' : undefined
      law.that(asked, { expected: `issued_token_type=${accessTokenType}`, actual: String(type), tolerated })
    })
  },
})

export const missingParameters = check({
  id: 'token-exchange.missing-parameters',
  title: 'An exchange without subject_token or subject_token_type is refused with invalid_request',
  law: [must('RFC 8693', '2.1')],
  needs: ['token_exchange', 'subject_token'],
  steps: {
    subject: 'Get a subject token',
    control: 'Exchange it',
    tokenless: 'Leave subject_token out',
    typeless: 'Leave subject_token_type out',
  },
  holds: 'Both answers are 400 with error=invalid_request',
  defect: 'exchange-type-optional',
  async run({ op, step, law, expired }) {
    const subject = await step.subject(() => op.subjectToken())
    const { access_token: token } = subject
    await step.control(() => op.exchange(token).tokens())
    const tokenless = await step.tokenless(() => op.exchange(token, { set: { subject_token: null } }))
    const typeless = await step.typeless(() => op.exchange(token, { set: { subject_token_type: null } }))
    expired.accessToken(subject)
    const answers = [
      { about: 'an exchange without subject_token', answer: tokenless },
      { about: 'an exchange without subject_token_type', answer: typeless },
    ]
    law.each(answers, ({ about, answer }) => law(answer, { about }).errs('invalid_request'))
  },
})

export const actorTokenPairing = check({
  id: 'token-exchange.actor-token-pairing',
  title: 'actor_token and actor_token_type come together or not at all',
  law: [must('RFC 8693', '2.1')],
  needs: ['token_exchange', 'subject_token'],
  steps: {
    subject: 'Get a subject token',
    control: 'Exchange it',
    untyped: 'Exchange it with the same token as actor_token, without actor_token_type',
    lonely: 'Exchange it with actor_token_type alone',
  },
  holds: 'Both are refused, 400 with error=invalid_request',
  defect: 'exchange-actor-unpaired',
  caution:
    'A server without delegation may refuse or ignore all actor tokens: ignoring one is a warning unless the target file says token_exchange.delegation. Ignoring a lonely actor_token_type is a warning, and so is a refusal with another error.',
  async run({ op, step, law, target, expired }) {
    const subject = await step.subject(() => op.subjectToken())
    const { access_token: token } = subject
    await step.control(() => op.exchange(token).tokens())
    const untyped = await step.untyped(() => op.exchange(token, { set: { actor_token: token } }))
    const lonely = await step.lonely(() => op.exchange(token, { set: { actor_token_type: accessTokenType } }))
    expired.accessToken(subject)
    const unknown = target.has('actor_token') ? undefined : 'the server may not know actor tokens at all'
    const judged = [
      { about: 'an actor_token without type', answer: untyped, tolerated: unknown },
      { about: 'a lonely actor_token_type', answer: lonely, tolerated: 'nobody is named, so nothing is lost' },
    ]
    law.each(judged, ({ answer, ...weighing }) => law(answer, weighing).refuses('invalid_request'))
  },
})

export const clientAuthentication = check({
  id: 'token-exchange.client-authentication',
  title: 'A confidential client must authenticate to exchange',
  law: [must('RFC 6749', '3.2.1')],
  needs: ['token_exchange', 'subject_token', 'client_secret_basic'],
  steps: {
    subject: 'Get a subject token',
    control: 'Exchange it as a confidential client',
    unproven: 'Exchange it with client_id alone, and with a wrong secret',
    anonymous: 'Exchange it without naming any client',
  },
  holds: 'The first two are refused with error=invalid_client, the third is refused',
  defect: 'exchange-no-client-auth',
  caution:
    'RFC 8693 leaves anonymous exchange to the deployment, so it is a warning. A refusal with another error, such as unauthorized_client, is a warning.',
  async run({ op, step, law, target, nearMiss, notApplicable, expired }) {
    const { client_secret: secret } = target.client('exchange')
    if (secret === undefined) return notApplicable('the client that exchanges has no secret')
    const subject = await step.subject(() => op.subjectToken())
    const { access_token: token } = subject
    await step.control(() => op.exchange(token).tokens())
    const unproven = [
      { about: 'client_id alone', answer: await step.unproven(() => op.exchange(token, { auth: 'none' })) },
      { about: 'a wrong secret', answer: await step.unproven(() => op.exchange(token, { secret: nearMiss(secret) })) },
    ]
    const anonymous = await step.anonymous(() => op.exchange(token, { auth: 'nothing' }))
    expired.accessToken(subject)
    law.each([...unproven, { about: undefined, answer: anonymous }], ({ about, answer }) => {
      if (about !== undefined) return law(answer, { about }).refuses('invalid_client')
      const tolerated = 'anonymous exchange is left to the deployment'
      law(answer, { about: 'an exchange without a client', tolerated }).refuses()
    })
  },
})

export const notAnAccessToken = check({
  id: 'token-exchange.not-an-access-token',
  title: 'When the issued token is not an access token, token_type is N_A',
  law: [must('RFC 8693', '2.2.1')],
  needs: ['token_exchange', 'subject_token', 'openid'],
  steps: {
    subject: 'Get a subject token with the scope openid',
    identity: 'Exchange it and ask for an ID token',
  },
  holds: 'The answer says the type of an ID token in issued_token_type and N_A in token_type',
  defect: 'exchange-bearer-for-id-token',
  caution: 'A server that issues nothing but access tokens is not judged.',
  async run({ op, step, law, target, notApplicable }) {
    const scope = [...new Set(['openid', ...target.scopes.slice(0, 1)])].join(' ')
    const subject = await step.subject(() => op.subjectToken({ scope }))
    const set = { requested_token_type: idTokenType }
    const answer = await step.identity(() => op.exchange(subject.access_token, { set }))
    if (!answer.hasToken) notApplicable(`no ID token for the subject token: ${answer.describe()}`)
    const { issued_token_type: issued, token_type: type } = answer.json ?? {}
    if (typeof issued !== 'string')
      notApplicable('the answer does not say what it holds (see token-exchange.response-members)')
    if (issued === accessTokenType || issued === jwtType)
      notApplicable('the server issues an access token all the same')
    const expected = `token_type=N_A next to issued_token_type=${idTokenType}`
    const actual = `token_type=${String(type)} next to issued_token_type=${String(issued)}`
    law.that(issued === idTokenType && String(type).toUpperCase() === 'N_A', { expected, actual })
  },
})

const type = 'urn:ietf:params:oauth:token-type:'
const accessTokenType = `${type}access_token`
const idTokenType = `${type}id_token`
const jwtType = `${type}jwt`

/** What a successful answer lacks, in words (RFC 8693 section 2.2.1, RFC 6749 section 5.1). */
function wrongMembers(answer: Answer): string[] {
  const { access_token: token, token_type: kind, issued_token_type: issued } = answer.json ?? {}
  const stored = !/\bno-store\b/i.test(answer.header('cache-control') ?? '')
  return [
    ...(answer.mediaType === 'application/json' ? [] : [`media type ${answer.mediaType}`]),
    ...(stored ? ['no Cache-Control: no-store'] : []),
    ...(typeof token === 'string' ? [] : ['no access_token']),
    ...(typeof kind === 'string' ? [] : ['no token_type']),
    ...(typeof issued === 'string' && /^[a-z][a-z0-9+.-]*:\S+$/i.test(issued) ? [] : ['no URI in issued_token_type']),
  ]
}
