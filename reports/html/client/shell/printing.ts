/// <reference lib="dom" />

/** What is folded on the screen is unfolded on paper, and folded again afterwards. */
export function unfoldForPrint(): void {
  let unfolded: HTMLDetailsElement[] = []
  addEventListener('beforeprint', () => {
    unfolded = [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open])')]
    for (const each of unfolded) each.open = true
  })
  addEventListener('afterprint', () => {
    for (const each of unfolded) each.open = false
  })
}
