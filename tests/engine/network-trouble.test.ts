import { expect, test } from 'vitest'

import { deadAddress } from '../http/loopback.ts'
import { fakeCheck, fakeTarget, granted, judgeAt, overloaded, refused, sessionWith } from './fake-target.ts'

const control = fakeCheck(async ({ op, step }) => {
  await step.control(() => op.clientCredentials().tokens())
})

test('refused connections and dropped ones block with one and the same cause', async () => {
  const dead = await deadAddress()
  const refusing = await (await sessionWith(dead)).judge(control)
  const fake = await fakeTarget(() => 'hang up')
  const dropping = await (await sessionWith(fake.url)).judge(control)

  expect(refusing).toMatchObject({
    verdict: 'blocked',
    attempts: 3,
    because: `${dead} refuses connections`,
    cause: `${dead} does not answer`,
  })
  expect(dropping).toMatchObject({
    verdict: 'blocked',
    attempts: 3,
    because: `${fake.url} dropped the connection`,
    cause: `${fake.url} does not answer`,
  })
})

test('network trouble is tried again, and the check passes when it is over', async () => {
  const judged = await judgeAt((turn) => (turn < 3 ? 'hang up' : granted), control)

  expect(judged).toMatchObject({ verdict: 'pass', attempts: 3, unstable: false })
  expect(judged.exchanges.map(({ id, failure }) => [id, failure === undefined])).toEqual([
    ['a1.x1', false],
    ['a2.x1', false],
    ['x1', true],
  ])
})

test('a server under load is tried again, in a control as in a judgement', async () => {
  const judging = fakeCheck(async ({ op, step, law }) => {
    law(await step.judged(() => op.clientCredentials())).refuses('invalid_grant')
  })

  expect(await judgeAt((turn) => (turn === 1 ? overloaded : granted), control)).toMatchObject({
    verdict: 'pass',
    attempts: 2,
  })
  expect(await judgeAt((turn) => (turn === 1 ? overloaded : refused), judging)).toMatchObject({
    verdict: 'pass',
    attempts: 2,
  })
  expect(await judgeAt(() => overloaded, judging)).toMatchObject({ verdict: 'blocked', attempts: 3 })
})

test('a broken law is never tried again until it is green', async () => {
  const judging = fakeCheck(async ({ op, step, law }) => {
    law(await step.judged(() => op.clientCredentials())).refuses('invalid_grant')
  })

  expect(await judgeAt((turn) => (turn <= 2 ? granted : refused), judging)).toMatchObject({
    verdict: 'fail',
    attempts: 2,
    unstable: false,
    asked: 2,
  })
  expect(await judgeAt((turn) => (turn <= 1 ? granted : refused), judging)).toMatchObject({
    verdict: 'fail',
    attempts: 2,
    unstable: true,
    asked: 2,
  })
})

test('an answer that is not HTTP is what the server does: blocked at once, with a cause of its own', async () => {
  const fake = await fakeTarget(() => granted)
  const session = await sessionWith(fake.url, { target: { metadata: { token_endpoint: 'not an address' } } })

  expect(await session.judge(control)).toMatchObject({
    verdict: 'blocked',
    attempts: 1,
    because: 'not an address is not an http or https address',
    cause: 'not an address is not an http or https address',
  })
})

test('an answer beyond the limit is not tried again', async () => {
  const judged = await judgeAt(() => ({ status: 200, body: 'x'.repeat(200_000) }), control, {
    target: { limits: { max_body_bytes: 100_000 } },
  })

  expect(judged).toMatchObject({ verdict: 'blocked', attempts: 1, asked: 1 })
  expect(judged.cause).toMatch(/sent a body beyond the limit$/)
})

test('a race that nobody answers proves nothing', async () => {
  const racing = fakeCheck(async ({ op, step, law }) => {
    const answers = await step.judged(() => op.race(4, () => op.clientCredentials()))
    const tokens = answers.filter((answer) => 'json' in answer && answer.hasToken).length
    law.that(tokens <= 1, { expected: 'at most one token', actual: `${tokens} tokens` })
  })
  const dead = await deadAddress()

  expect(await (await sessionWith(dead)).judge(racing)).toMatchObject({
    verdict: 'blocked',
    cause: `${dead} does not answer`,
  })
})

test('a target that is dead from the start says so', async () => {
  const dead = await deadAddress()

  expect((await sessionWith(dead, { target: { discovery: true } })).dead).toBe(
    `${dead} does not answer; start the server, or correct its address`,
  )
})

test('a warning drawn from silence is judged again: a server that went away broke nothing', async () => {
  const judging = fakeCheck(async ({ op, step, law }) => {
    await step.control(() => op.clientCredentials().tokens())
    const outcome = await step.judged(() => op.clientCredentials().outcome())
    law.that('status' in outcome, { expected: 'an answer', actual: 'a dropped connection', tolerated: 'by some' })
  })

  expect(await judgeAt((turn) => (turn === 1 ? granted : 'hang up'), judging)).toMatchObject({ verdict: 'blocked' })
  expect(await judgeAt((turn) => (turn % 2 === 1 ? granted : 'hang up'), judging)).toMatchObject({
    verdict: 'warn',
    attempts: 2,
    unstable: false,
  })
})
