import { personAnswer, selectorOf } from '../steps.ts'
import type { StepGroup } from '../steps.ts'
import type { Person } from '../user-agent.ts'
import { answer, enter, press } from './act.ts'
import { InPage } from './world.ts'
import type { World } from './world.ts'

/** A group of steps whose every selector is on the page; a sentence when one cannot be read. */
export async function dueSteps(world: World, groups: readonly StepGroup[]): Promise<StepGroup | string | undefined> {
  for (const group of groups) {
    const selectors = group.map(selectorOf)
    try {
      const found = await world.run((page, all) => page.find(all), selectors)
      if (!found.includes(null)) return group
    } catch (error) {
      if (!(error instanceof InPage)) return undefined
      return `a step of the target file holds a CSS selector that cannot be read: ${selectors.join(', ')}`
    }
  }
  return undefined
}

/** Makes the steps of one page; a sentence when the person lacks an answer. */
export async function makeSteps(
  world: World,
  group: StepGroup,
  person: Person | undefined,
): Promise<string | undefined> {
  const unknown = group.find((step) => 'fill' in step && personAnswer(person, step.with) === undefined)
  if (unknown !== undefined && 'fill' in unknown)
    return `the step ${unknown.fill} needs the person's ${unknown.with}, which is not given`
  let last: number | undefined
  for (const step of group) {
    // What one step does may bring forth what the next one names.
    const [mark = null] = await world.run((page, all) => page.find(all), [selectorOf(step)])
    if (mark === null) continue
    last = mark
    if ('click' in step) await press(world, mark)
    else await answer(world, mark, 'fill' in step ? (personAnswer(person, step.with) ?? '') : true)
  }
  if (last !== undefined && !group.some((step) => 'click' in step)) await enter(world, last)
  return undefined
}
