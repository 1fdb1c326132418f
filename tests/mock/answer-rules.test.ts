import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { assertRule } from '../../mock-server/answers/check-rule.ts'
import { createMockServer, readMockFile } from '../../mock-server/index.ts'

test.each([
  [3, 'Expected rule to be an object, got 3'],
  [{}, 'Expected rule.answer to be an object, got undefined'],
  [{ answer: {} }, 'Expected rule.answer to say what happens, got nothing. Give one of error,'],
  [{ anser: {} }, 'got "anser". Did you mean "answer"?'],
  [{ when: { endpoint: 'tokn' }, answer: { status: 503 } }, 'got "tokn". Did you mean "token"?'],
  [{ when: { endpoint: ['token', 'discovry'] }, answer: { status: 503 } }, 'Did you mean "discovery"?'],
  [
    { when: { endpoint: [] }, answer: { status: 503 } },
    'Expected rule.when.endpoint to be one or more of authorization',
  ],
  [{ when: { cient: 'web' }, answer: { status: 503 } }, 'got "cient". Did you mean "client"?'],
  [{ when: { call: 0 }, answer: { status: 503 } }, 'rule.when.call to be a whole number from 1 on'],
  [{ when: { probability: 2 }, answer: { status: 503 } }, 'rule.when.probability to be a number above 0'],
  [{ when: { seed: 2 }, answer: { status: 503 } }, 'Expected rule.when.probability beside seed'],
  [{ times: 'allways', answer: { status: 503 } }, "rule.times to be a whole number from 1 on, or 'always'"],
  [{ answer: { status: 99 } }, 'rule.answer.status to be an HTTP status from 200 to 599, got 99'],
  [{ answer: { error: 'say "no"' } }, 'rule.answer.error to be printable ASCII'],
  [{ answer: { description: 'x' } }, 'Expected rule.answer.error beside description'],
  [{ answer: { retryAfter: 'soon' } }, 'rule.answer.retryAfter to be whole seconds or an HTTP date'],
  [{ answer: { headers: { 'x-a': 'line\nbreak' } } }, 'rule.answer.headers to be an object of header fields'],
  [{ answer: { delay: 1e9 } }, 'rule.answer.delay to be whole milliseconds'],
  [{ answer: { json: { sat: {} } } }, 'got "sat". Did you mean "set"?'],
  [{ answer: { json: { set: {} }, body: 'empty' } }, 'Expected either rule.answer.body or rule.answer.json'],
  [{ answer: { reset: 'before', status: 503 } }, "Expected rule.answer.reset 'before' alone"],
  [{ answer: { reset: 'then' } }, 'rule.answer.reset to be one of before, midway, after'],
])('%j is refused', (rule, problem) => {
  expect(() => assertRule(rule)).toThrow(problem)
})

test('a rule with everything is one', () => {
  const when = { endpoint: 'token', grant: ['a'], client: 'c', user: 'u', scope: 's', method: 'POST', call: [1, 2] }
  const answer = { error: 'slow_down', description: 'x', status: 429, retryAfter: 1, headers: { a: null }, delay: 1 }
  expect(() => assertRule({ id: 'x', when: { ...when, probability: 1, seed: 0 }, times: 2, answer })).not.toThrow()
})

test('a file can carry rules, and a bad one is named with its place', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mock-answers-'))
  const path = join(folder, 'mock.yaml')
  await writeFile(
    path,
    'port: 0\ntenant: { answers: [{ id: down, when: { endpoint: token }, answer: { status: 503 } }] }',
  )
  await using mock = await createMockServer(await readMockFile(path))
  expect(mock.tenant.answers.list()).toMatchObject([{ id: 'down', spent: false }])
  expect((await fetch(`${mock.issuer}/token`, { method: 'POST' })).status).toBe(503)
  await writeFile(path, 'tenant: { answers: [{ answer: { status: 503 } }, { answer: { staus: 503 } }] }')
  await expect(createMockServer(await readMockFile(path))).rejects.toThrow(
    'Expected answers[1].answer to have members among',
  )
  await rm(folder, { recursive: true })
})
