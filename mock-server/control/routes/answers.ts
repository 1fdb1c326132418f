import { rulesRoutes } from './rules.ts'

type Of = Parameters<typeof rulesRoutes>[0]['of']

/** Scripted answers: list, add, replace, remove, clear. */
export const answerRoutes = (of: Of) =>
  rulesRoutes({
    many: 'answers',
    what: 'scripted answer',
    name: 'Answer',
    of,
    example: { when: { endpoint: 'token' }, answer: { status: 503, retryAfter: 2 } },
  })
