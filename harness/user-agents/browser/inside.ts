/// <reference lib="dom" />
import type { Reading, Snapshot } from './snapshot.ts'

/** What stands ready in each page, in a world that the page's own scripts cannot see. */
export interface Inside {
  /** The elements that the marks of the last look number; those found by selectors follow. */
  elements: Element[]
  /** Whether the last press of the mouse has reached what it was meant for. */
  hit: boolean
  /**
   * Looks once more when the page has kept still for so many milliseconds, or at the end of `most`. A page that came with
   * scripts has them still when they have taken their elements away.
   */
  rest(calm: number, most: number, scripted: boolean): Promise<Snapshot>
  /** Settles when the page looks otherwise than at the last look, what fields hold aside, or after so many milliseconds. */
  change(most: number): Promise<void>
  /** The marks of the first elements that selectors find, in open shadow roots too; null for one that finds nothing. */
  find(selectors: readonly string[]): (number | null)[]
}

/** Runs in the page. Scripts are watched for changes, so that a page at rest is not read over and over. */
export function inside(read: () => Reading): Inside {
  const pause = 15
  const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pause))
  let stirred = true
  let last = { html: '', url: '', ready: false, scripted: false }
  let since = performance.now()
  let roots: Reading['roots'] = []
  const observer = new MutationObserver(() => {
    stirred = true
  })
  const look = (): void => {
    stirred = false
    const { elements, roots: found, ...facts } = read()
    const watched = new Set(roots)
    for (const root of found.filter((each) => !watched.has(each)))
      observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true })
    if (facts.html !== last.html) since = performance.now()
    roots = found
    last = { ...facts, scripted: facts.scripted || last.scripted }
    here.elements = elements
  }
  const bare = (html: string): string => html.replace(/ (?:value="[^"]*"|checked)/g, '')
  const here: Inside = {
    elements: [],
    hit: false,
    async rest(calm, most, scripted) {
      const begun = performance.now()
      last.scripted ||= scripted
      for (;;) {
        if (stirred || document.readyState !== 'complete') look()
        const kept = performance.now() - since >= (last.scripted ? calm : 0)
        const late = performance.now() - begun >= most
        if (kept || late) {
          // What fields hold, and what style sheets hide, changes unobserved.
          look()
          const now = performance.now() - since
          if (late || (last.ready && now >= (last.scripted ? calm : 0))) return { ...last, calm: now }
        }
        await wait()
      }
    },
    async change(most) {
      const begun = performance.now()
      const before = bare(last.html)
      while (performance.now() - begun < most) {
        await wait()
        if (!stirred) continue
        look()
        if (bare(last.html) !== before) return
      }
    },
    find(selectors) {
      return selectors.map((selector) => {
        for (const root of [document, ...roots]) {
          const found = root.querySelector(selector)
          if (found !== null) return here.elements.push(found) - 1
        }
        return null
      })
    },
  }
  return here
}
