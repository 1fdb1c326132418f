import { expect, test } from 'vitest'

import { must, should } from '../../harness/law.ts'
import { fakeCheck, granted, judgeAt, refused } from './fake-target.ts'

/** Granted once, then refused. */
const refusal = fakeCheck(async ({ op, step, law }) => {
  await step.control(() => op.clientCredentials().tokens())
  law(await step.judged(() => op.clientCredentials())).refuses('invalid_grant')
})

const odd = (turn: number): boolean => turn % 2 === 1

test('a law that holds is a pass, judged once', async () => {
  const judged = await judgeAt((turn) => (odd(turn) ? granted : refused), refusal)

  expect(judged).toMatchObject({
    verdict: 'pass',
    because: 'MUST (RFC 6749 §5.2) holds',
    finding: undefined,
    unstable: false,
    attempts: 1,
    asked: 2,
    cause: undefined,
  })
  expect(judged.steps).toMatchObject([
    { name: 'control', ok: true, exchanges: ['x1'] },
    { name: 'judged', ok: true, exchanges: ['x2'] },
  ])
})

test('a broken law is judged twice before it is a fail', async () => {
  const judged = await judgeAt(() => granted, refusal)

  expect(judged).toMatchObject({ verdict: 'fail', unstable: false, attempts: 2, asked: 4 })
  expect(judged.because).toBe('MUST (RFC 6749 §5.2) under profile oauth2')
  expect(judged.finding).toEqual({
    expected: 'a refusal: 400 with error=invalid_grant',
    actual: '200 with an access_token',
  })
  expect(judged.exchanges.map(({ id, attempt, step }) => [id, attempt, step])).toEqual([
    ['a1.x1', 1, 'control'],
    ['a1.x2', 1, 'judged'],
    ['x1', 2, 'control'],
    ['x2', 2, 'judged'],
  ])
})

test('a fail that the second judgement does not see stays a fail, marked unstable', async () => {
  const judged = await judgeAt((turn) => (turn <= 3 ? granted : refused), refusal)

  expect(judged).toMatchObject({ verdict: 'fail', unstable: true, attempts: 2 })
  expect(judged.finding?.actual).toBe('200 with an access_token')
})

test('a fail whose second judgement is blocked is blocked and tells what was seen', async () => {
  const judged = await judgeAt((turn) => (turn <= 2 ? granted : { status: 500, body: {} }), refusal)

  expect(judged).toMatchObject({ verdict: 'blocked', attempts: 2, unstable: false })
  expect(judged.because).toMatch(
    /^a first attempt saw 200 with an access_token, which could not be confirmed: no token: POST .*\/token answered 500/,
  )
})

test('a check is judged again, alone, when the server failed under what was asked at once', async () => {
  const overloaded = (turn: number) => (turn === 1 ? { status: 500, body: { error: 'server_error' } } : granted)
  const judged = await judgeAt((turn) => (turn <= 2 ? overloaded(turn) : refused), refusal)

  expect(judged).toMatchObject({ verdict: 'pass', attempts: 2, asked: 3, unstable: false })
})

test('a server that goes on failing blocks the check after the second attempt', async () => {
  const judged = await judgeAt(() => ({ status: 500, body: {} }), refusal)

  expect(judged).toMatchObject({ verdict: 'blocked', attempts: 2, asked: 2 })
  expect(judged.because).toMatch(/answered 500/)
})

test('a check whose every attempt teaches that another client needs PKCE comes to an end', async () => {
  const registering = fakeCheck(async ({ op, step, target, random, blocked }) => {
    const client = { ...target.client('any'), client_id: random(8) }
    const code = { value: 'c', client, redirectUri: 'https://web.example/callback', at: Date.now() }
    const bare = { ...code, verifier: undefined, challenge: undefined, scope: undefined }
    blocked((await step.control(() => op.redeem(bare))).describe())
  })
  const wanting = { status: 400, body: { error: 'invalid_grant', error_description: 'code_verifier is missing' } }

  expect(await judgeAt(() => wanting, registering)).toMatchObject({ verdict: 'blocked', attempts: 3 })
})

test('a warning is judged once', async () => {
  const lenient = { ...refusal, law: [should('RFC 6749', '5.2')] as const }

  expect(await judgeAt(() => granted, lenient)).toMatchObject({ verdict: 'warn', attempts: 1, asked: 2 })
})

test('a control that fails blocks the check: absence of success is no proof', async () => {
  const judged = await judgeAt(() => refused, refusal)

  expect(judged).toMatchObject({ verdict: 'blocked', attempts: 1, asked: 1 })
  expect(judged.because).toMatch(
    /^no token: POST http:\/\/127\.0\.0\.1:\d+\/token answered 400 with error=invalid_grant$/,
  )
  expect(judged.cause).toBe(judged.because)
  expect(judged.steps).toMatchObject([{ name: 'control', ok: false, exchanges: ['x1'] }])
})

test('our own mistakes are errors, never verdicts about the server', async () => {
  const mistaken = fakeCheck(async ({ op, step }) => {
    const answer = await step.control(() => op.clientCredentials())
    const members: unknown = JSON.parse(answer.body)
    Reflect.get(Object(Reflect.get(Object(members), 'missing') ?? null), 'x').toString()
  })

  const judged = await judgeAt(() => granted, mistaken)

  expect(judged).toMatchObject({ verdict: 'error', attempts: 1 })
  expect(judged.because).toMatch(/^TypeError: /)
  expect(judged.cause).toBe(judged.because)
})

test('what is thrown and is no Error is an error too', async () => {
  // oxlint-disable-next-line typescript/only-throw-error -- what a careless suite does
  const careless = fakeCheck(() => Promise.reject('a word'))

  expect(await judgeAt(() => granted, careless)).toMatchObject({ verdict: 'error', because: 'a word' })
})

test('an absent capability is a skip that says what to add, and nothing is sent', async () => {
  const judged = await judgeAt(() => granted, { ...refusal, needs: ['token', 'second_client'] })

  expect(judged).toMatchObject({ verdict: 'skip', attempts: 0, asked: 0 })
  expect(judged.because).toBe('second_client: no client for it: add a second client with a client_secret or with jwks')
})

test('a check that finds nothing to judge on its way is a skip with its reason', async () => {
  const check = fakeCheck(async ({ op, step, notApplicable }) => {
    await step.control(() => op.clientCredentials().tokens())
    notApplicable('no refresh token is issued')
  })

  expect(await judgeAt(() => granted, check)).toMatchObject({
    verdict: 'skip',
    because: 'no refresh token is issued',
    attempts: 1,
  })
})

test('a role no client fills makes the check a skip with advice', async () => {
  const check = fakeCheck(async ({ target }) => void target.client('public'))

  const { verdict, because } = await judgeAt(() => granted, check)

  expect([verdict, because]).toEqual([
    'skip',
    'add a client with token_endpoint_auth_method: none, redirect_uris and the authorization_code grant to the target file',
  ])
})

test('a law outside the profile is at most a warning, and says so', async () => {
  const foreign = { ...refusal, law: [must('OAuth 2.1 draft', '4.1.3')] as const }

  const judged = await judgeAt(() => granted, foreign, { profile: 'rfc6749' })

  expect(judged).toMatchObject({ verdict: 'warn', attempts: 1 })
  expect(judged.because).toBe('MUST (OAuth 2.1 draft §4.1.3) under profile rfc6749, which does not contain it')
})

test('remarks of all attempts are kept', async () => {
  let run = 0
  const noting = fakeCheck(async ({ law, note }) => {
    run += 1
    note(`attempt ${run}`)
    law.that(false, { expected: 'this', actual: 'that' })
  })

  expect((await judgeAt(() => granted, noting)).notes).toEqual(['attempt 1', 'attempt 2'])
})
