/** The path of a Chromium or Chrome that starts; undefined when there is none. */
export function findBrowser(): string | undefined
