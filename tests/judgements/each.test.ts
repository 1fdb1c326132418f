import { expect, test } from 'vitest'
import type { Answer } from '../../harness/http/answer.ts'
import { law } from '../../harness/judgements/judge.ts'
import { answer, ending } from './answers.ts'

const refused = answer(400, { error: 'invalid_grant' })
const otherwise = answer(400, { error: 'access_denied' })
const token = answer(200, { access_token: 'abc' })
const busy = answer(503, {})

const end = (answers: readonly Answer[]): string =>
  ending(() => law.each(answers, (each) => law(each).refuses('invalid_grant')))

test('holds when every subject is in order, or there is none', () => {
  expect(end([refused, refused])).toBe('held')
  expect(end([])).toBe('held')
})

test('raises what nothing tolerates, wherever it stands', () => {
  for (const answers of [
    [otherwise, busy, token],
    [token, busy, otherwise],
  ]) {
    expect(end(answers)).toBe('broken: 200 with an access_token')
  }
})

test('a warning does not hide that a subject could not be judged', () => {
  expect(end([otherwise, busy])).toMatch(/^blocked, to be tried again/)
})

test('raises the warning when there is nothing worse', () => {
  expect(end([refused, otherwise])).toMatch(/^tolerated: .*access_denied/)
})

test('passes on at once what is not a judgement', () => {
  const mistake = new TypeError('not a judgement')
  const judged: Answer[] = []
  const judge = (each: Answer): void => {
    judged.push(each)
    throw mistake
  }
  expect(() => law.each([token, busy], judge)).toThrow(mistake)
  expect(judged).toEqual([token])
})
