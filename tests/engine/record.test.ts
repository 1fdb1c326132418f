import { expect, test } from 'vitest'

import { evidenceOf } from '../../harness/engine/evidence.ts'
import type { Judged } from '../../harness/engine/judge.ts'
import { record } from '../../harness/engine/record.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { validateEvidence } from '../../reports/validate.ts'
import { fakeCheck, fakeTarget, granted, refused, sessionWith } from './fake-target.ts'

const asking = fakeCheck(async ({ op, step, note }) => {
  const { access_token } = await step.control(() => op.clientCredentials().tokens())
  note(`the token was ${access_token}`)
})

/** What the report learns of a check: its result, and what was exchanged. */
function told(judged: Judged, secrets: Secrets, check = asking) {
  const result = record('fake', check, judged, secrets)
  return { result, evidence: evidenceOf(result, judged.exchanges, secrets) }
}

test('what leaves the process is redacted, complete and valid', async () => {
  const fake = await fakeTarget(() => granted)
  const secrets = new Secrets()
  const session = await sessionWith(fake.url)
  secrets.add('client_secret', 'a-secret-of-the-service')

  const { result, evidence } = told(await session.judge(asking), secrets)

  const text = JSON.stringify([result, evidence])
  expect(text).not.toContain('an-access-token')
  expect(text).not.toContain(Buffer.from('service:a-secret-of-the-service').toString('base64'))
  expect(result).toMatchObject({
    verdict: 'pass',
    expected: asking.holds,
    actual: null,
    notes: ['the token was ‹access_token#1›'],
    steps: [{ name: 'control', ok: true, exchanges: ['x1'] }],
  })
  expect((await validateEvidence(evidence)).exchanges).toMatchObject([
    { id: 'x1', step: 'control', attempt: 1, response: { status: 200 }, failure: null },
  ])
})

test('a check that exchanged nothing has no evidence', async () => {
  const session = await sessionWith((await fakeTarget(() => granted)).url)
  const idle = fakeCheck(async () => undefined)

  expect(told(await session.judge(idle), new Secrets(), idle).evidence).toBeNull()
})

test('a long body is kept to 64 KiB, and says how long it was', async () => {
  const long = { error: 'invalid_grant', padding: 'x'.repeat(100_000) }
  const fake = await fakeTarget(() => ({ status: 400, body: long }))
  const session = await sessionWith(fake.url)

  const body = told(await session.judge(asking), new Secrets()).evidence?.exchanges[0]?.response?.body

  expect(body).toMatchObject({ bytes: JSON.stringify(long).length, truncated: true })
  expect(body?.text).toHaveLength(64 * 1024)
  expect(body?.sha256).toMatch(/^[0-9a-f]{64}$/)
})

test('checks that are blocked by the same thing have the same cause, whatever secrets they hold', async () => {
  const session = await sessionWith((await fakeTarget(() => refused)).url)
  const secrets = new Secrets()
  const stuck = (value: string) => fakeCheck(async ({ blocked }) => blocked(`stuck at /login/${value}`))
  const causes = ['Kx7-4f8a1b2c3d9e', 'Qz2-9e8d7c6b5a41'].map(async (value) => {
    secrets.add('cookie', value)
    const check = stuck(value)
    return record('fake', check, await session.judge(check), secrets)
  })

  const [one, other] = await Promise.all(causes)

  expect([one?.cause, other?.cause]).toEqual(['stuck at /login/‹cookie›', 'stuck at /login/‹cookie›'])
  expect([one?.because, other?.because]).toEqual(['stuck at /login/‹cookie#1›', 'stuck at /login/‹cookie#2›'])
})
