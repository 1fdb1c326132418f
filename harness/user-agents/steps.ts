import { submitMove } from './move.ts'
import type { Move, Situation } from './move.ts'
import type { Form } from './page.ts'
import type { Answers } from './submit.ts'
import type { LoginStep, LoginSteps, Person } from './user-agent.ts'

/** Steps of one page: some `fill` and `check`, then the `click` that sends them. */
export type StepGroup = LoginStep[]

/** Cuts hints into one group per page, leaving out what belongs to the other consent. */
export function groupSteps(steps: LoginSteps, consent: 'allow' | 'deny'): StepGroup[] {
  const groups: StepGroup[] = []
  let open: StepGroup = []
  for (const step of steps.filter((each) => (each.when ?? consent) === consent)) {
    open.push(step)
    if (!('click' in step)) continue
    groups.push(open)
    open = []
  }
  return open.length === 0 ? groups : [...groups, open]
}

/** The CSS selector of a step. */
export const selectorOf = (step: LoginStep): string =>
  'fill' in step ? step.fill : 'check' in step ? step.check : step.click

const unable = (stuck: string): Move => ({ score: 0, did: 'gave up', key: stuck, go: { stuck } })

/** What a person types where a step says `with`. */
export function personAnswer(person: Person | undefined, what: string): string | undefined {
  if (what === 'username') return person?.username
  return what === 'password' ? person?.password : person?.fields?.[what]
}

/** Whether steps give a password away. */
export const givesPassword = (group: StepGroup): boolean =>
  group.some((step) => 'fill' in step && step.with === 'password')

type Found = ReturnType<Situation['page']['find']>

function answerStep(step: LoginStep, found: Found, person: Person | undefined, answers: Answers): string | undefined {
  if (found === undefined || !('control' in found)) return `the step ${selectorOf(step)} names no field`
  if ('check' in step) answers.set(found.control, true)
  if (!('fill' in step)) return undefined
  const answer = personAnswer(person, step.with)
  if (answer === undefined) return `the step ${step.fill} needs the person's ${step.with}, which is not given`
  answers.set(found.control, answer)
  return undefined
}

function press(situation: Situation, group: StepGroup, found: Found[], answers: Answers): Move {
  const last = found.at(-1)
  const did = 'followed the steps of the target file'
  if (last === undefined) return unable('the last step of the target file names nothing on the page')
  if ('link' in last) return { score: 0, did, key: `${did} ${last.link.url}`, go: { url: last.link.url } }
  const form: Form | undefined = last.form
  const clicked = group.some((step) => 'click' in step)
  const dead = clicked && !['submit', 'image'].includes(last.control.type)
  if (form === undefined || dead) return unable('the step presses a button that only works with JavaScript')
  const gives = givesPassword(group) ? { gives: 'password' as const } : {}
  return submitMove(situation, form, { score: 0, did, answers, button: clicked ? last.control : undefined, ...gives })
}

/** The move of the first group whose every selector is on the page; that group is taken out of the list. */
export function stepMove(situation: Situation, groups: StepGroup[]): Move | undefined {
  for (const [at, group] of groups.entries()) {
    let found: Found[]
    try {
      found = group.map((step) => situation.page.find(selectorOf(step)))
    } catch {
      return unable(
        `a step of the target file holds a CSS selector that cannot be read: ${group.map(selectorOf).join(', ')}`,
      )
    }
    if (found.includes(undefined)) continue
    groups.splice(at, 1)
    const answers: Answers = new Map()
    const fields = group.flatMap((step, index) =>
      'click' in step ? [] : [answerStep(step, found[index], situation.person, answers)],
    )
    const trouble = fields.find((each) => each !== undefined)
    return trouble === undefined ? press(situation, group, found, answers) : unable(trouble)
  }
  return undefined
}
