/// <reference lib="dom" />

type Listener = (event: Event) => void
type Value = string | boolean | undefined | Listener

/** Makes an element. Text becomes text nodes and never markup: what is shown came from whoever asked the mock. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key, value)
    else if (value === true) element.setAttribute(key, '')
    else if (typeof value === 'string') element.setAttribute(key, value)
  }
  element.append(...children.filter((child) => child !== undefined))
  return element
}

/** The element of the page with an id. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`Expected an element with the id ${id}, got none.`)
  return found
}

/** A button that does something; what fails is said at the bottom of the page. */
export function button(
  text: string,
  act: () => unknown,
  attributes: Readonly<Record<string, Value>> = {},
): HTMLButtonElement {
  return h('button', { type: 'button', ...attributes, click: () => void attempt(act) }, text)
}

/** Does something and says what went wrong. */
export async function attempt(act: () => unknown): Promise<void> {
  try {
    await act()
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
  }
}

/** Says something in the status line, for eyes and screen readers. */
export function say(text: string): void {
  byId('status').textContent = text
}

/** A button that copies text. */
export function copies(label: string, text: () => string): HTMLButtonElement {
  return button(label, async () => {
    await navigator.clipboard.writeText(text())
    say('Copied')
  })
}
