import { setTimeout as delay } from 'node:timers/promises'
import type { Page as Tab } from 'playwright'
import { answerArrival, pageArrival } from '../arrival.ts'
import { decide, newMemory, remember } from '../decide.ts'
import type { Memory } from '../decide.ts'
import type { Move } from '../move.ts'
import type { Page } from '../page.ts'
import { readPage } from '../read-page.ts'
import { groupSteps } from '../steps.ts'
import type { StepGroup } from '../steps.ts'
import type { Traveller } from '../traveller.ts'
import type { Arrival, WalkOptions } from '../user-agent.ts'
import { act } from './act.ts'
import { snapshot, type Snapshot } from './snapshot.ts'
import { dueSteps, makeSteps } from './steps.ts'
import type { Wire } from './wire.ts'

/** Milliseconds: between two looks, still before an act where scripts run, still before giving up there, at most for one page. */
const times = { look: 25, calm: 100, hopeless: 1_500, page: 20_000, reaction: 1_000 }

/** One walk: a tab, what it says over the wire, and what was done in it. */
export interface Walk {
  readonly tab: Tab
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
  const { tab, wire, traveller, options } = walk
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
      const trouble = await makeSteps(tab, next.steps, options.person)
      if (trouble !== undefined) return pageArrival(next.page, trouble, traveller.trail, true)
    } else {
      remember(next.page, next.move, walk.memory)
      say(traveller, next.move.did)
      const { go } = next.move
      const link = 'url' in go ? next.page.links.find(({ url }) => url === go.url) : undefined
      await act(tab, next.view, next.move, link).catch(unlessLeft)
    }
    await reaction(walk, stirs, next.view.html)
  }
}

function restless({ wire, traveller, options }: Walk): Arrival {
  const answer = wire.document ?? { status: 0, headers: [], body: '', url: options.redirectUri }
  return answerArrival(answer, `the page did not come to rest within ${times.page / 1000} s`, traveller.trail)
}

/** Looks until the page keeps still and says what to do, or keeps still long enough to be given up. */
async function settled(walk: Walk): Promise<Next | undefined> {
  const { tab, wire } = walk
  const begun = Date.now()
  let still = { html: '', since: begun }
  for (;;) {
    if (tab.isClosed()) return undefined
    const view = await snapshot(tab)
    const now = Date.now()
    if (view !== undefined && view.html !== still.html) still = { html: view.html, since: now }
    const late = now - begun > times.page
    const calm = now - still.since
    const idle = !wire.busy && view?.ready === true
    if (view !== undefined && (late || (idle && calm >= (view.scripted ? times.calm : 0)))) {
      const next = await decided(walk, view)
      if (!('stuck' in next) || late || !view.scripted || calm >= times.hopeless) return next
    }
    if (late) return undefined
    await view?.elements.dispose().catch(() => undefined)
    await delay(times.look)
  }
}

async function decided({ tab, wire, options, memory, groups }: Walk, view: Snapshot): Promise<Next> {
  const status = wire.document?.status ?? 200
  const page = readPage({ status, headers: wire.document?.headers ?? [], body: view.html, url: view.url })
  const { person, redirectUri, userCode, untouched, consent = 'allow' } = options
  const steps = groups.length === 0 ? undefined : await dueSteps(tab, groups)
  if (typeof steps === 'string') return { view, page, stuck: steps }
  if (steps !== undefined) return { view, page, steps }
  const move = decide({ page, person, consent, redirectUri, userCode, untouched, scripts: true }, memory)
  return typeof move === 'string' ? { view, page, stuck: move } : { view, page, move }
}

/** Waits until something comes of what was done: a request, or another look of the page. */
async function reaction({ tab, wire }: Walk, stirs: number, html: string): Promise<void> {
  const begun = Date.now()
  while (wire.stirs === stirs && Date.now() - begun < times.reaction) {
    await delay(times.look)
    const view = await snapshot(tab)
    await view?.elements.dispose().catch(() => undefined)
    if (view !== undefined && view.html !== html && !sameButAnswers(view.html, html)) return
  }
}

/** Whether two looks differ only in what fields hold. */
const sameButAnswers = (one: string, two: string): boolean => {
  const bare = (html: string): string => html.replace(/ (?:value="[^"]*"|checked)/g, '')
  return bare(one) === bare(two)
}

/** A page may leave by itself while it is being operated; then there is another to look at. */
function unlessLeft(error: unknown): void {
  const left = /context was destroyed|frame was detached|not attached|navigat/i
  if (!(error instanceof Error) || !left.test(error.message)) throw error
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

export const newWalk = (walk: Omit<Walk, 'memory' | 'groups'>): Walk => ({
  ...walk,
  memory: newMemory([]),
  groups: groupSteps(walk.options.steps ?? [], walk.options.consent ?? 'allow'),
})
