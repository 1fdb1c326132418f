/// <reference lib="dom" />
import type { ElementHandle, Page } from 'playwright'
import type { Move } from '../move.ts'
import type { Control, Link } from '../page.ts'
import type { Snapshot } from './snapshot.ts'

/** Longest an element may take until it can be pressed, milliseconds; then it is pressed by a script. */
const patience = 1_500

async function elementOf({ elements }: Snapshot, { mark }: Control | Link): Promise<ElementHandle | undefined> {
  if (mark === undefined) return undefined
  const handle = await elements.evaluateHandle((all, at) => all[at], mark)
  return handle.asElement() ?? undefined
}

/** Presses as a person does; what covers the element or will not hold still is overruled. */
export async function press(element: ElementHandle): Promise<void> {
  await element.evaluate((node) => {
    // Another window would be out of sight; and the server, not the browser, is to say whether an answer is good.
    const { form } = node as HTMLButtonElement
    if (form instanceof HTMLFormElement) form.noValidate = true
    for (const each of [node, form ?? undefined, (node as Element).closest('a') ?? undefined])
      if (!/^_(?:top|parent)$/i.test((each as Element | undefined)?.getAttribute('target') ?? ''))
        (each as Element | undefined)?.removeAttribute('target')
  })
  try {
    await element.click({ timeout: patience, noWaitAfter: true })
  } catch {
    await element.evaluate((node) => (node as HTMLElement).click())
  }
}

/** Types into a field, ticks a box, or chooses an option. */
export async function answer(element: ElementHandle, value: string | boolean): Promise<void> {
  if (typeof value === 'boolean') return tick(element, value)
  const kind = await element.evaluate((node) => `${(node as Element).localName} ${(node as HTMLInputElement).type}`)
  if (kind.startsWith('select')) return void (await element.selectOption({ value }, { timeout: patience }))
  try {
    await element.fill(value, { timeout: patience })
  } catch {
    await element.evaluate(setValue, value)
  }
  await element.dispatchEvent('keyup')
}

async function tick(element: ElementHandle, on: boolean): Promise<void> {
  const is = await element.evaluate((node) => (node as HTMLInputElement).checked)
  if (is !== on) await press(element)
}

function setValue(node: Node, value: string): void {
  const field = node as HTMLInputElement
  field.value = value
  for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }))
}

/** Makes a move on the page it was decided for. */
export async function act(page: Page, view: Snapshot, move: Move, link: Link | undefined): Promise<void> {
  if ('stuck' in move.go) return
  if ('url' in move.go) return follow(page, view, move.go.url, link)
  const { form, button, answers } = move.go
  let last: ElementHandle | undefined
  for (const [control, value] of answers) {
    const element = await elementOf(view, control)
    if (element === undefined) continue
    await answer(element, value)
    if (typeof value === 'string') last = element
  }
  const pressed = button === undefined ? undefined : await elementOf(view, button)
  if (pressed !== undefined) return press(pressed)
  if (last !== undefined) {
    // Enter sends no form that has several fields and no button (HTML section 4.10.21.2).
    const sent = await last.evaluate((node) => {
      const { form } = node as HTMLInputElement
      if (form !== null) HTMLFormElement.prototype.requestSubmit.call(form)
      return form !== null
    })
    return sent ? undefined : last.press('Enter', { noWaitAfter: true })
  }
  const any = await Promise.all(form.controls.slice(0, 1).map((control) => elementOf(view, control)))
  await any[0]?.evaluate((node) => HTMLFormElement.prototype.submit.call((node as HTMLInputElement).form))
}

async function follow(page: Page, view: Snapshot, url: string, link: Link | undefined): Promise<void> {
  const element = link === undefined ? undefined : await elementOf(view, link)
  if (element !== undefined) return press(element)
  await page.evaluate((to) => location.assign(to), url)
}
