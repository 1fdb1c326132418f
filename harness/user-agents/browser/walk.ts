import { setTimeout as delay } from 'node:timers/promises'
import type { Page as Tab } from 'playwright'
import { answerArrival, pageArrival } from '../arrival.ts'
import { decide, newMemory, remember, rememberPassword } from '../decide.ts'
import type { Memory } from '../decide.ts'
import type { Move } from '../move.ts'
import type { Page } from '../page.ts'
import { readPage } from '../read-page.ts'
import { givesPassword, groupSteps } from '../steps.ts'
import type { StepGroup } from '../steps.ts'
import type { Traveller } from '../traveller.ts'
import type { Arrival, WalkOptions } from '../user-agent.ts'
import { act } from './act.ts'
import type { Inside } from './inside.ts'
import type { Snapshot } from './snapshot.ts'
import { dueSteps, makeSteps } from './steps.ts'
import type { Wire } from './wire.ts'
import { InPage } from './world.ts'
import type { World } from './world.ts'

/** Milliseconds: still before an act where scripts run, still before giving up there, at most for one look and for one page. */
const times = { calm: 60, hopeless: 1_500, look: 500, page: 20_000, reaction: 1_000 }

/** One walk: a tab, what it says over the wire, and what was done in it. */
export interface Walk {
  readonly tab: Tab
  readonly world: World
  readonly wire: Wire
  readonly traveller: Traveller
  readonly options: WalkOptions
  readonly memory: Memory
  readonly groups: StepGroup[]
}

type Next = { readonly view: Snapshot; readonly page: Page } & (
  | { readonly move: Move }
  | { readonly steps: StepGroup }
  | { readonly stuck: string }
)

/** Deals with one page after the other until one leads no further. Arrivals outside of pages are the wire's to tell. */
export async function walkPages(walk: Walk): Promise<Arrival> {
  const { world, wire, traveller, options } = walk
  for (let pages = 0; ; pages++) {
    const next = await settled(walk)
    if (next === undefined) return restless(walk)
    if ('stuck' in next) {
      if (wire.trouble !== undefined) throw wire.trouble
      return pageArrival(next.page, next.stuck + missing(wire), traveller.trail, true)
    }
    if (pages >= traveller.maxHops)
      return pageArrival(next.page, `too many pages (${traveller.maxHops})`, traveller.trail, true)
    const { stirs } = wire
    if ('steps' in next) {
      walk.groups.splice(walk.groups.indexOf(next.steps), 1)
      say(traveller, 'followed the steps of the target file')
      const trouble =
        (givesPassword(next.steps) ? rememberPassword(next.page, walk.memory) : undefined) ??
        (await makeSteps(world, next.steps, options.person).catch(unlessLeft))
      if (trouble !== undefined) return pageArrival(next.page, trouble, traveller.trail, true)
    } else {
      remember(next.page, next.move, walk.memory)
      say(traveller, next.move.did)
      const { go } = next.move
      const link = 'url' in go ? next.page.links.find(({ url }) => url === go.url) : undefined
      await act(world, next.move, link).catch(unlessLeft)
    }
    await reaction(walk, stirs)
  }
}

function restless({ wire, traveller, options }: Walk): Arrival {
  const answer = wire.document ?? { status: 0, headers: [], body: '', url: options.redirectUri }
  return answerArrival(answer, `the page did not come to rest within ${times.page / 1000} s`, traveller.trail)
}

/** Looks until the page keeps still and says what to do, or keeps still long enough to be given up. */
async function settled(walk: Walk): Promise<Next | undefined> {
  const { tab, world, wire } = walk
  const end = Date.now() + times.page
  const left = (most: number): number => Math.max(1, Math.min(most, end - Date.now()))
  for (;;) {
    while (wire.busy && Date.now() < end) await Promise.race([wire.changed, delay(left(times.page))])
    const { stirs } = wire
    const scripted = /<script\b/i.test(wire.document?.body ?? '')
    const look = world.run(rest, times.calm, left(times.look), scripted)
    const view = await within(times.look + left(times.page), look)
    const late = Date.now() >= end
    if (tab.isClosed()) return undefined
    const usable = view?.ready === true && !wire.busy && wire.stirs === stirs && isCalm(view)
    if (view !== undefined && (usable || late)) {
      const next = await decided(walk, view)
      if (!('stuck' in next) || late || !view.scripted || view.calm >= times.hopeless) return next
      await stirring(walk, left(times.hopeless - view.calm))
    } else if (late) return undefined
    else if (view === undefined) await delay(times.calm / 4)
  }
}

const rest = (page: Inside, calm: number, most: number, scripted: boolean): Promise<Snapshot> =>
  page.rest(calm, most, scripted)

const isCalm = ({ scripted, calm }: Snapshot): boolean => !scripted || calm >= times.calm

/** What a page says before the time is over; undefined when it is replaced meanwhile, or keeps its scripts busy. */
async function within<T>(most: number, answer: Promise<T>): Promise<T | undefined> {
  const over = new AbortController()
  const late = delay(most, undefined, { signal: over.signal }).catch(() => undefined)
  try {
    return await Promise.race([answer, late])
  } catch (error) {
    if (error instanceof InPage) throw error
    return undefined
  } finally {
    over.abort()
  }
}

/** Waits until the page changes or a request begins or ends. */
async function stirring({ world, wire }: Walk, most: number): Promise<void> {
  const change = (page: Inside, longest: number): Promise<void> => page.change(longest)
  // A page that leaves tells no more; then the wire does.
  const changed = world.run(change, most).catch(() => wire.changed)
  await within(most, Promise.race([wire.changed, changed]))
}

async function decided({ world, wire, options, memory, groups }: Walk, view: Snapshot): Promise<Next> {
  const status = wire.document?.status ?? 200
  const page = readPage({ status, headers: wire.document?.headers ?? [], body: view.html, url: view.url })
  const { person, redirectUri, userCode, untouched, consent = 'allow' } = options
  const steps = groups.length === 0 ? undefined : await dueSteps(world, groups)
  if (typeof steps === 'string') return { view, page, stuck: steps }
  if (steps !== undefined) return { view, page, steps }
  const move = decide({ page, person, consent, redirectUri, userCode, untouched, scripts: true }, memory)
  return 'stuck' in move ? { view, page, stuck: move.stuck } : { view, page, move }
}

/** Waits until something comes of what was done: a request, or another look of the page. */
async function reaction(walk: Walk, stirs: number): Promise<void> {
  if (walk.wire.stirs === stirs) await stirring(walk, times.reaction)
}

/** A page may leave by itself while it is being operated; then there is another to look at. */
function unlessLeft(error: unknown): undefined {
  if (error instanceof InPage) throw error
  return undefined
}

function say({ trail }: Traveller, did: string): void {
  const last = trail.at(-1)
  if (last !== undefined) last.did = last.did === 'opened' ? did : `${last.did}, ${did}`
}

function missing({ refused }: Wire): string {
  return refused.size === 0
    ? ''
    : `; the page wanted ${[...refused].slice(0, 5).join(', ')}, not asked: name it under login.hosts`
}

export const newWalk = (walk: Omit<Walk, 'memory' | 'groups'>, given?: Memory['given']): Walk => ({
  ...walk,
  memory: newMemory([], walk.options, given),
  groups: groupSteps(walk.options.steps ?? [], walk.options.consent ?? 'allow'),
})
