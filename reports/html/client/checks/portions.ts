/// <reference lib="dom" />

const latest = new WeakMap<HTMLElement, number>()
const patience = 12

/**
 * Fills an element with what many makers make, the first portion at once and the rest between other work, so that long
 * lists stop neither typing nor scrolling. A later call takes the place of an earlier one.
 */
export function inPortions(place: HTMLElement, makers: readonly (() => HTMLElement)[]): void {
  const turn = (latest.get(place) ?? 0) + 1
  latest.set(place, turn)
  place.replaceChildren()
  place.toggleAttribute('data-filling', true)
  let next = 0

  function portion(): void {
    if (latest.get(place) !== turn) return
    const began = performance.now()
    for (let maker = makers[next]; maker !== undefined && performance.now() - began < patience; maker = makers[next]) {
      place.append(maker())
      next += 1
    }
    if (next < makers.length) setTimeout(portion)
    else place.removeAttribute('data-filling')
  }

  portion()
}
