import type { AnswerLaw, Judge, Landing, LandingLaw, Tolerance } from '../context.ts'
import { Answer } from '../http/answer.ts'
import { Broken } from '../verdict.ts'
import { answerLaw } from './answer-law.ts'
import { landingLaw } from './landing-law.ts'

function judge(subject: Answer, tolerance?: Tolerance): AnswerLaw
function judge(subject: Landing, tolerance?: Tolerance): LandingLaw
function judge(subject: Answer | Landing, tolerance: Tolerance = {}): AnswerLaw | LandingLaw {
  return subject instanceof Answer ? answerLaw(subject, tolerance) : landingLaw(subject, tolerance)
}

/** The judgements a check speaks through. */
export const law: Judge = Object.assign(judge, {
  that(holds: boolean, { expected, actual, tolerated }: { expected: string; actual: string } & Tolerance): void {
    if (!holds) throw new Broken({ expected, actual, ...(tolerated === undefined ? {} : { tolerated }) })
  },
})
