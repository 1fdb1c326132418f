// A stable name such as ‹state#45› stands where its value was: as it is, its # would begin the fragment.
const stableName = /‹[^‹›]*›/g

// What RFC 3986 does not let stand in an address.
const foreign = /[^\w\-.~:/?#[\]@!$&'()*+,;=%]/gu

/** An address that may hold names of secrets, as one that every reader takes apart at the same places. */
export function harUrl(url: string): string {
  return url.replaceAll(stableName, (name) => percent(name)).replaceAll(foreign, (character) => percent(character))
}

/** A lone surrogate has no UTF-8 form and would make encodeURIComponent throw. */
function percent(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString())
}
