/// <reference lib="dom" />

/** Where a reader left a view. */
export interface Place {
  readonly top: number
  /** The address in the row that was followed. */
  readonly row: string | undefined
}

/** Notes the row through which a list is left. */
export function remember(event: Event, main: HTMLElement): void {
  const row = event.target instanceof Element ? event.target.closest('[data-row]') : null
  if (row === null) return
  for (const other of main.querySelectorAll('[data-left]')) other.removeAttribute('data-left')
  row.setAttribute('data-left', '')
}

/** The address in the row that was noted. */
export function leftRow(main: HTMLElement): string | undefined {
  return main.querySelector('[data-left]')?.getAttribute('href') ?? undefined
}

/** Puts focus and window where a reader left them, or at the heading of a new view. */
export function arrive(main: HTMLElement, content: HTMLElement, place: Place | undefined): void {
  if (!main.contains(content)) return
  const rows = [...main.querySelectorAll<HTMLElement>('[data-row]')]
  const row = place?.row === undefined ? undefined : rows.find((each) => each.getAttribute('href') === place.row)
  if (row !== undefined) {
    row.focus({ preventScroll: true })
    row.scrollIntoView({ block: 'center' })
    return
  }
  if (place?.row !== undefined && main.querySelector('[data-filling]') !== null) {
    setTimeout(() => arrive(main, content, place))
    return
  }
  const heading = main.querySelector('h1')
  heading?.setAttribute('tabindex', '-1')
  const goal = heading ?? main
  goal.focus({ preventScroll: true })
  scrollTo(0, place?.top ?? 0)
}
