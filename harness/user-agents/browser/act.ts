/// <reference lib="dom" />
import type { Move } from '../move.ts'
import type { Link } from '../page.ts'
import type { Inside } from './inside.ts'
import type { World } from './world.ts'

/** Presses the element of a mark as a person does; one that is covered, out of the window or missed is pressed by a script. */
export async function press(world: World, mark: number): Promise<void> {
  const point = await world.run(aim, mark)
  if (point === null) return
  await world.click(point.x, point.y)
  await world.run(unlessHit, mark)
}

/** Runs in the page: where to press, or null when that is done. */
function aim(page: Inside, mark: number): { x: number; y: number } | null {
  const node = page.elements[mark]
  if (node === undefined) return null
  // Another window would be out of sight; and the server, not the browser, is to say whether an answer is good.
  const form = (node as HTMLButtonElement).form ?? null
  if (form !== null) form.noValidate = true
  for (const each of [node, form, node.closest('a')])
    if (!/^_(?:top|parent)$/i.test(each?.getAttribute('target') ?? '')) each?.removeAttribute('target')
  node.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
  const box = node.getClientRects()[0] ?? node.getBoundingClientRect()
  let x = box.left + box.width / 2
  let y = box.top + box.height / 2
  let within = node
  let free = box.width * box.height > 0
  while (free) {
    const root = within.getRootNode() as Document | ShadowRoot
    const top = root.elementFromPoint(x, y)
    free = top !== null && (within === top || within.contains(top))
    const host = root.nodeType === 11 ? (root as ShadowRoot).host : within.ownerDocument.defaultView?.frameElement
    if (host === null || host === undefined) break
    if (root.nodeType === 9) {
      const frame = host.getBoundingClientRect()
      x += frame.left + host.clientLeft
      y += frame.top + host.clientTop
    }
    within = host
  }
  if (free) {
    page.hit = false
    node.addEventListener('click', () => (page.hit = true), { capture: true, once: true })
    return { x, y }
  }
  ;(node as HTMLElement).click()
  return null
}

/** Runs in the page: what moved away under the pointer is pressed by a script. */
function unlessHit({ elements, hit }: Inside, mark: number): void {
  if (!hit) (elements[mark] as HTMLElement).click()
}

/** Types into a field, ticks a box, or chooses an option. */
export async function answer(world: World, mark: number, value: string | boolean): Promise<void> {
  if (typeof value === 'boolean') {
    if (!(await world.run(isTicked, mark, value))) await press(world, mark)
    return world.run(tick, mark, value)
  }
  if (await world.run(focus, mark, value)) await world.type(value)
  return world.run(hold, mark, value)
}

const isTicked = ({ elements }: Inside, mark: number, on: boolean): boolean =>
  (elements[mark] as HTMLInputElement).checked === on

/** Runs in the page: a box that did not take the pointer's press. */
function tick({ elements }: Inside, mark: number, on: boolean): void {
  const box = elements[mark] as HTMLInputElement
  if (box.checked !== on) box.click()
}

/** Runs in the page: whether text can be typed now, over what the field holds. */
function focus({ elements }: Inside, mark: number, value: string): boolean {
  const field = elements[mark] as HTMLInputElement
  if (field.localName === 'select' || value === '' || field.readOnly || field.disabled) return false
  if (/^(?:date|time|month|week|datetime-local|color|range|number)$/.test(field.type)) return false
  field.focus()
  if ((field.getRootNode() as Document | ShadowRoot).activeElement !== field) return false
  field.select()
  return true
}

/** Runs in the page: sees to it that a field holds its value, and leaves it as a person does. */
function hold({ elements }: Inside, mark: number, value: string): void {
  const field = elements[mark] as HTMLInputElement
  if (field.value !== value) {
    field.value = value
    for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true, composed: true }))
  }
  field.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true, composed: true }))
  field.blur()
}

/** Makes a move on the page it was decided for. */
export async function act(world: World, move: Move, link: Link | undefined): Promise<void> {
  if ('stuck' in move.go) return
  if ('url' in move.go) {
    if (link?.mark !== undefined) return press(world, link.mark)
    return world.run((_page, to) => location.assign(to), move.go.url)
  }
  const { form, button, answers } = move.go
  let last: number | undefined
  for (const [{ mark }, value] of answers) {
    if (mark === undefined) continue
    await answer(world, mark, value)
    if (typeof value === 'string') last = mark
  }
  if (button?.mark !== undefined) return press(world, button.mark)
  if (last !== undefined) return enter(world, last)
  const mark = form.controls[0]?.mark
  if (mark !== undefined) await world.run(submit, mark)
}

/** Sends the form of a field, or presses Enter in it. */
export async function enter(world: World, mark: number): Promise<void> {
  // Enter sends no form that has several fields and no button (HTML section 4.10.21.2).
  if (!(await world.run(requestSubmit, mark))) await world.enter()
}

/** Runs in the page: whether there is a form to send; else the field has the focus. */
function requestSubmit({ elements }: Inside, mark: number): boolean {
  const field = elements[mark] as HTMLInputElement
  if (field.form === null) field.focus()
  else {
    field.form.noValidate = true
    HTMLFormElement.prototype.requestSubmit.call(field.form)
  }
  return field.form !== null
}

function submit({ elements }: Inside, mark: number): void {
  HTMLFormElement.prototype.submit.call((elements[mark] as HTMLInputElement).form)
}
