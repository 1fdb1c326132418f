import type { AnswerLaw, Judge, Landing, LandingLaw, Tolerance, Weighing } from '../context.ts'
import { Answer } from '../http/answer.ts'
import { Broken } from '../verdict.ts'
import { answerLaw } from './answer-law.ts'
import { each } from './each.ts'
import { landingLaw } from './landing-law.ts'
import { staysHome } from './redirect-law.ts'

function judge(subject: Answer, weighing?: Weighing): AnswerLaw
function judge(subject: Landing, weighing?: Weighing): LandingLaw
function judge(subject: Answer | Landing, weighing: Weighing = {}): AnswerLaw | LandingLaw {
  return subject instanceof Answer ? answerLaw(subject, weighing) : landingLaw(subject, weighing)
}

/** The judgements a check speaks through. */
export const law: Judge = Object.assign(judge, {
  that(holds: boolean, { expected, actual, tolerated }: { expected: string; actual: string } & Tolerance): void {
    if (!holds) throw new Broken({ expected, actual, ...(tolerated === undefined ? {} : { tolerated }) })
  },
  each,
  staysHome,
})
