import type { CDPSession } from 'playwright'
import { NoAnswer } from '../../http/answer.ts'
import { isWeb, resolve } from '../addresses.ts'
import { answerArrival, arrivalOf, strangeRedirect } from '../arrival.ts'
import { keepCookies } from '../cookies.ts'
import { turnedDown, type Repeat } from '../repeat.ts'
import { locationOf, note, REDIRECTS } from '../traveller.ts'
import type { Traveller } from '../traveller.ts'
import type { Arrival, PageAnswer, PageRequest } from '../user-agent.ts'
import { fulfilment, isPage, requestOf, type Paused } from './exchange.ts'
import type { Launch } from './launch.ts'
import { World } from './world.ts'

/** What one walk in a browser needs of its surroundings. */
export interface WireOptions {
  readonly cdp: CDPSession
  readonly traveller: Traveller
  readonly start: PageRequest
  /** The answer to `start` where it is known already; then it is not asked for. */
  readonly given?: PageAnswer
  /** What is not sent, since it was turned down before. */
  readonly repeat?: Repeat | undefined
  readonly kept: Launch['kept']
  allowed(url: string, page: string): boolean
}

const loaded = new Set(['Script', 'Stylesheet', 'XHR', 'Fetch', 'Preflight', 'Document'])
const keepable = new Set(['Script', 'Stylesheet'])

/**
 * All that a browser asks for in one walk. Nothing leaves the browser itself: each request is stopped, sent by the
 * traveller's own fetch, and its answer handed in; what would go to the client ends the walk.
 */
export class Wire {
  /** Settles with the end of the walk, when it ends outside of a page. */
  readonly arrived: Promise<Arrival>
  /** The answer the page under the browser's eyes was made of. */
  document: PageAnswer | undefined
  /** Grows with every request. */
  stirs = 0
  /** Hosts that a page wanted something of and that were not asked. */
  readonly refused = new Set<string>()
  /** Why a part of a page could not be had: the network's silence. */
  trouble: NoAnswer | undefined
  readonly #options: WireOptions
  #first: PageRequest | undefined
  #hops = 0
  #pending = 0
  readonly #navigating = new Set<string>()
  #wake: () => void = () => undefined
  #changed = Promise.resolve()
  #over = false
  #finish: (arrival: Arrival) => void = () => undefined
  #fail: (cause: unknown) => void = () => undefined

  constructor(options: WireOptions) {
    this.#options = options
    this.#first = options.start
    this.arrived = new Promise((resolve, reject) => {
      this.#finish = resolve
      this.#fail = reject
    })
    this.arrived.catch(() => undefined)
    this.#stir()
  }

  /** Settles when a request begins or ends, or a page has come into the browser. */
  get changed(): Promise<void> {
    return this.#changed
  }

  #stir(): void {
    this.#wake()
    this.#changed = new Promise((resolve) => {
      this.#wake = resolve
    })
  }

  /** Whether something is under way: a request, or a page on its way into the browser. */
  get busy(): boolean {
    return this.#pending > 0 || this.#navigating.size > 0
  }

  /** From now on the browser gets nothing more. */
  stop(): void {
    this.#over = true
  }

  /** Takes hold of everything the page of this session asks for; gives the page. */
  async attach(): Promise<World> {
    const { cdp } = this.#options
    const [, { frameTree }] = await Promise.all([cdp.send('Page.enable'), cdp.send('Page.getFrameTree')])
    const main = frameTree.frame.id
    cdp.on('Fetch.requestPaused', (event) => void this.#paused(event, main))
    cdp.on('Page.frameRequestedNavigation', ({ frameId, url }) => {
      if (frameId === main) this.#leaving(url)
    })
    cdp.on('Page.frameNavigated', ({ frame }) => {
      this.#come(frame.id)
    })
    // What a frame is answered with may be no page; then it stays as it was.
    for (const event of ['Page.frameStoppedLoading', 'Page.frameDetached'] as const)
      cdp.on(event, ({ frameId }) => {
        if (frameId !== main) this.#come(frameId)
      })
    await cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
    return new World(cdp, main)
  }

  #come(frameId: string): void {
    if (this.#navigating.delete(frameId)) this.#stir()
  }

  async #paused(event: Paused, main: string): Promise<void> {
    const leads = event.resourceType === 'Document' && event.frameId === main
    const wanted = leads || this.#wanted(event)
    const end = event.resourceType === 'Document' ? this.#endBefore(event, leads) : undefined
    if (end !== undefined && !this.#over) return this.#end(end, event)
    if (!wanted || this.#over) return this.#abort(event)
    this.#pending += 1
    this.stirs += 1
    if (event.resourceType === 'Document') this.#navigating.add(event.frameId)
    this.#stir()
    try {
      await (leads ? this.#page(event) : this.#part(event))
    } catch (error) {
      if (leads || !(error instanceof NoAnswer)) this.#fail(error)
      else this.trouble ??= error
      await this.#abort(event)
    } finally {
      this.#pending -= 1
      this.#stir()
    }
  }

  /** The end of the walk by a request that is not to be sent: a login in a frame may send the frame to the client. */
  #endBefore(event: Paused, leads: boolean): Arrival | undefined {
    const { traveller, repeat } = this.#options
    const { trail } = traveller
    const [request, { document }] = [requestOf(event), this]
    const arrival = leads ? undefined : arrivalOf(request, traveller, trail)
    return arrival ?? turnedDown(request, { repeat, document, trail })
  }

  #wanted(event: Paused): boolean {
    const { allowed, traveller } = this.#options
    const { url } = event.request
    if (!loaded.has(event.resourceType) || arrivalOf({ method: 'GET', url, headers: [] }, traveller, [])) return false
    if (allowed(url, this.document?.url ?? '')) return true
    if (URL.canParse(url)) this.refused.add(new URL(url).host)
    return false
  }

  /** A request of the walk itself: travels as the agent without a browser does, one answer at a time. */
  async #page(event: Paused): Promise<void> {
    const { traveller } = this.#options
    const { trail, maxHops } = traveller
    const request = this.#taken(requestOf(event))
    const arrival = request.first ? undefined : arrivalOf(request.whole, traveller, trail)
    if (arrival !== undefined) return this.#end(arrival, event)
    const given = request.first ? this.#options.given : undefined
    const answer = given ?? (await this.#ask(request.sent))
    if (given === undefined)
      trail.push({ method: request.sent.method, url: request.sent.url, status: answer.status, did: 'opened' })
    if (!REDIRECTS.has(answer.status)) {
      this.#hops = 0
      if (!isPage(answer)) return this.#end(answerArrival(answer, 'the answer is not an HTML page', trail), event)
      this.document = answer
      return this.#hand(event, answer)
    }
    note(traveller, `redirected with ${answer.status}`)
    this.#hops += 1
    const end = this.#endOfRedirect(answer) ?? (this.#hops > maxHops ? tooMany(answer, traveller) : undefined)
    if (end !== undefined) return this.#end(end, event)
    const again = answer.status === 307 || answer.status === 308
    // The browser takes the first request for a GET, whatever it was.
    if (request.first && again) this.#first = { ...request.sent, url: resolve(locationOf(answer), answer.url) ?? '' }
    return this.#hand(event, answer)
  }

  #endOfRedirect(answer: PageAnswer): Arrival | undefined {
    const { traveller } = this.#options
    const { trail } = traveller
    const location = locationOf(answer)
    if (location === '') return answerArrival(answer, `redirect ${answer.status} without a Location`, trail)
    const url = resolve(location, answer.url)
    if (url === undefined)
      return answerArrival(answer, `redirect to an unreadable Location: ${location.slice(0, 200)}`, trail)
    const arrival = arrivalOf({ method: 'GET', url, headers: [] }, traveller, trail)
    return arrival ?? (isWeb(url) ? undefined : answerArrival(answer, strangeRedirect(url), trail))
  }

  /** The request as it is sent; the first is the caller's, of which the browser knows the address only. */
  #taken(whole: PageRequest): { whole: PageRequest; sent: PageRequest; first: boolean } {
    const first = this.#first
    this.#first = undefined
    const plain = { ...whole, url: whole.url.replace(/#.*$/s, '') }
    if (first === undefined) return { whole, sent: plain, first: false }
    const named = new Set(first.headers.map(([name]) => name.toLowerCase()))
    const headers = [...plain.headers.filter(([name]) => !named.has(name.toLowerCase())), ...first.headers]
    return { whole, sent: { ...first, url: first.url.replace(/#.*$/s, ''), headers }, first: true }
  }

  async #part(event: Paused): Promise<void> {
    const { kept } = this.#options
    const { url, method } = event.request
    const known = method === 'GET' ? kept.get(url) : undefined
    if (known !== undefined) return this.#hand(event, { status: 200, url, ...known })
    const request = requestOf(event)
    const data =
      (event.resourceType === 'XHR' || event.resourceType === 'Fetch') && !/^(?:GET|HEAD|OPTIONS)$/.test(method)
    const answer = await this.#ask({ ...request, url: url.replace(/#.*$/s, ''), ...(data ? {} : { part: true }) })
    if (keepable.has(event.resourceType) && answer.status === 200) {
      kept.set(url, { headers: answer.headers.filter(([name]) => !/^set-cookie$/i.test(name)), body: answer.body })
    }
    return this.#hand(event, answer)
  }

  async #ask(request: PageRequest): Promise<PageAnswer> {
    const { fetch, jar } = this.#options.traveller
    const answer = await fetch(request)
    await keepCookies(jar, answer, request.url)
    return { ...answer, url: request.url }
  }

  /** A script, link or form that leaves for an address no browser can request. */
  #leaving(url: string): void {
    if (isWeb(url) || /^(?:about|javascript|data|blob|chrome-error):/i.test(url)) return
    const { traveller } = this.#options
    const arrival = arrivalOf({ method: 'GET', url, headers: [] }, traveller, traveller.trail)
    const here = this.document
    if (arrival !== undefined) this.#settle(arrival)
    else if (here !== undefined) this.#settle(answerArrival(here, strangeRedirect(url), traveller.trail))
  }

  #settle(arrival: Arrival): void {
    this.#over = true
    this.#finish(arrival)
  }

  async #end(arrival: Arrival, event: Paused): Promise<void> {
    this.#settle(arrival)
    await this.#abort(event)
  }

  async #abort({ requestId }: Paused): Promise<void> {
    await this.#options.cdp
      .send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
      .catch(() => undefined)
  }

  async #hand({ requestId }: Paused, answer: PageAnswer): Promise<void> {
    await this.#options.cdp.send('Fetch.fulfillRequest', { requestId, ...fulfilment(answer) }).catch(() => undefined)
  }
}

const tooMany = (answer: PageAnswer, { maxHops, trail }: Traveller): Arrival =>
  answerArrival(answer, `too many redirects (${maxHops})`, trail)
