import { expect, test } from 'vitest'

import { Answer } from '../../harness/http/answer.ts'
import { outlived } from '../../harness/operations/outlived.ts'
import { Pending } from '../../harness/operations/pending.ts'
import { newMemory } from '../../harness/operations/surroundings.ts'
import { clientWith } from './clients.ts'

const refusalOf = (body: string, at: number): Answer =>
  new Answer({
    status: 400,
    headers: [],
    body: '{"error":"invalid_grant"}',
    request: { method: 'POST', url: 'https://as.example/token', headers: [], body },
    exchange: 'x1',
    at,
  })

/** What is known of a server with this lifetime of codes whose code `a code` arrived at second 100. */
const after = (code: number | undefined) => {
  const memory = newMemory()
  memory.codes.set('a code', 100_000)
  return { memory, target: { lifetimes: { code } } }
}

test.each<[number | undefined, string, number, boolean]>([
  [10, 'grant_type=authorization_code&code=a+code', 108_999, false],
  [10, 'grant_type=authorization_code&code=a+code', 109_000, true],
  [2, 'code=a+code', 101_000, true],
  [1, 'code=a+code', 100_500, true],
  [undefined, 'code=a+code', 900_000, false],
  [10, 'code=another', 900_000, false],
  [10, '{"code":"a code"}', 900_000, false],
])('a code of %s s, %s answered at %i ms: %s', (lifetime, body, at, expected) => {
  expect(outlived(after(lifetime), refusalOf(body, at))).toBe(expected)
})

test.each([
  [true, /; its code may have expired on the way$/],
  [false, /answered 400 with error=invalid_grant$/],
])('tokens that came to nothing may come at the next attempt: %s', async (late, message) => {
  const pending = new Pending(Promise.resolve(refusalOf('code=a', 0)), clientWith(), () => late)
  const tokens = pending.heard(() => undefined).tokens()
  await expect(tokens).rejects.toMatchObject({ transient: late })
  await expect(tokens).rejects.toThrow(message)
})
