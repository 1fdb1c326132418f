/** Text collected while a page is read, up to a limit, so that no page can grow it without bound. */
export interface Words {
  value: string
  limit: number
}

export const words = (limit = 2_000): Words => ({ value: '', limit })

/** Adds text until the limit is reached. */
export function add(to: Words | undefined, text: string): void {
  if (to !== undefined && to.value.length < to.limit) to.value += text.slice(0, to.limit - to.value.length)
}

/** The text with white space as a browser shows it. */
export const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim()
