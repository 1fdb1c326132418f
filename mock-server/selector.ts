/** One name, or several of which any will do. */
export type Names = string | readonly string[]

/** What a request or token has to be about; a member left out means any. */
export interface Selector {
  /** The endpoint that serves it, such as `token` or `userinfo`. */
  endpoint?: Names
  /** The grant type; of one that is a URN the last part is enough, such as `device_code`. */
  grant?: Names
  client?: Names
  /** A username or a subject. */
  user?: Names
  /** A scope it covers. */
  scope?: Names
}

/** What a {@link Selector} is held against; a list holds every name that counts. */
export type Selectable = { readonly [Member in keyof Selector]?: Names | undefined }

/** The members of a {@link Selector}. */
export const selectable = ['endpoint', 'grant', 'client', 'user', 'scope'] as const

/** Whether everything a selector names is there. */
export function selects(selector: Selector, about: Selectable): boolean {
  return selectable.every((member) => {
    const wanted = selector[member]
    if (wanted === undefined) return true
    const told = new Set(namesOf(member, about[member] ?? []))
    return namesOf(member, wanted).some((name) => told.has(name))
  })
}

function namesOf(member: keyof Selector, names: Names): string[] {
  return [names].flat().map((name) => (member === 'grant' ? shortGrant(name) : name))
}

// oidc-provider notes some grants in words of its own: device_code, jwt_bearer.
function shortGrant(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1).replaceAll('-', '_')
}
