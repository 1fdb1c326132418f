import type { Locator, Page } from 'playwright'
import { personAnswer, selectorOf } from '../steps.ts'
import type { StepGroup } from '../steps.ts'
import type { Person } from '../user-agent.ts'
import { answer, press } from './act.ts'

/** A group of steps whose every selector is on the page, taken out of the list; a sentence when one cannot be made. */
export async function dueSteps(page: Page, groups: readonly StepGroup[]): Promise<StepGroup | string | undefined> {
  for (const group of groups) {
    try {
      const found = await Promise.all(group.map((step) => page.locator(selectorOf(step)).count()))
      if (found.every((count) => count > 0)) return group
    } catch (error) {
      if (!isSelectorTrouble(error)) return undefined
      const selectors = group.map(selectorOf).join(', ')
      return `a step of the target file holds a CSS selector that cannot be read: ${selectors}`
    }
  }
  return undefined
}

const isSelectorTrouble = (error: unknown): boolean => error instanceof Error && /selector|parsing/i.test(error.message)

/** Makes the steps of one page; a sentence when the person lacks an answer. */
export async function makeSteps(page: Page, group: StepGroup, person: Person | undefined): Promise<string | undefined> {
  const unknown = group.find((step) => 'fill' in step && personAnswer(person, step.with) === undefined)
  if (unknown !== undefined && 'fill' in unknown)
    return `the step ${unknown.fill} needs the person's ${unknown.with}, which is not given`
  let last: Locator | undefined
  for (const step of group) {
    last = page.locator(selectorOf(step)).first()
    const element = await last.elementHandle({ timeout: 2_000 })
    if (element === null) continue
    if ('click' in step) await press(element)
    else await answer(element, 'fill' in step ? (personAnswer(person, step.with) ?? '') : true)
  }
  const sent = group.some((step) => 'click' in step)
  if (!sent) await last?.press('Enter', { noWaitAfter: true })
  return undefined
}
