import { Blocked, Broken } from '../verdict.ts'

/** See `Judge.each`. What proves nothing about one subject does not hide what is proven about another. */
export function each<T>(subjects: Iterable<T>, judgement: (subject: T) => void): void {
  const raised = [...subjects].flatMap((subject) => {
    try {
      judgement(subject)
      return []
    } catch (error) {
      if (error instanceof Broken || error instanceof Blocked) return [error]
      throw error
    }
  })
  const [worst] = raised.toSorted((a, b) => rank(a) - rank(b))
  if (worst !== undefined) throw worst
}

function rank(error: Broken | Blocked): number {
  if (error instanceof Blocked) return 1
  return error.finding.tolerated === undefined ? 0 : 2
}
