import { expect, test } from 'vitest'
import { guessForm } from '../../harness/operations/guess-form.ts'

const walk = (state: string, url: string, body: string) => ({
  form: { url, body },
  from: { url: `https://as.example/authorize?client_id=web&state=${state}` },
})

/** What is left of a form whose field differed like this from one walk to the next. */
function left(before: string, now: string): string | null {
  const states = ['LzQ3xP0bRk72vTgYhN4mWd', 'b8RtKq91ZsXcVf5GyUj2Po'] as const
  const earlier = walk(states[0], 'https://as.example/decision', new URLSearchParams({ id: before }).toString())
  const held = walk(states[1], 'https://as.example/decision', new URLSearchParams({ id: now }).toString())
  return new URLSearchParams(guessForm(held, earlier).body).get('id')
}

test.each([
  ['eight random characters', 'jb7B93IA', '5MqKWD9r'],
  ['eight random hexadecimal digits', 'a91f03cc', '47e0d2b5'],
  ['a long token', 'bB1kQ0xTq93LmZ2vRw8y', 'Zp4sUe6NcX7aHj5dGf0t'],
])('a stranger cannot know %s', (_, before, now) => {
  expect(left(before, now)).not.toBe(now)
  expect(left(before, now)).toHaveLength(now.length)
})

test.each([
  ['what is always the same', 'csrf-0123456789abcdef', 'csrf-0123456789abcdef'],
  ['a counter', '10384', '10385'],
  ['a counter behind a long prefix', 'interaction-of-tenant-000998', 'interaction-of-tenant-001002'],
  ['a clock', '1795345482003', '1795345491877'],
  ['the state of the request', 'LzQ3xP0bRk72vTgYhN4mWd', 'b8RtKq91ZsXcVf5GyUj2Po'],
  ['an address with it', '/authorize?state=LzQ3xP0bRk72vTgYhN4mWd&x=1', '/authorize?state=b8RtKq91ZsXcVf5GyUj2Po&x=1'],
])('a stranger knows or guesses %s', (_, before, now) => {
  expect(left(before, now)).toBe(now)
})

test('a secret in the address of the form is no more known than one in a field', () => {
  const at = (path: string) => walk('x', `https://as.example/${path}`, 'confirm=yes')
  const { url, body } = guessForm(at('login/9cQx2Lm7/yes?tab=Rw8yZp4s'), at('login/Kf3hTt0z/yes?tab=bB1kQ0xT'))

  expect(body).toBe('confirm=yes')
  expect(url).toMatch(/^https:\/\/as\.example\/login\/\w{8}\/yes\?tab=\w{8}$/)
  expect(url).not.toMatch(/9cQx2Lm7|Rw8yZp4s/)
})
