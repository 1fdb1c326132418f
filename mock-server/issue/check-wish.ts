import type { IssueWish } from './wish.ts'

/** What each member of a wish has to be; `seconds` are whole. */
const kinds: { readonly [Member in keyof Required<IssueWish>]: string } = {
  kind: 'string',
  user: 'user',
  client: 'string',
  scope: 'string',
  grant: 'string',
  claims: 'object',
  format: 'format',
  alg: 'string',
  secret: 'string',
  header: 'object',
  tamper: 'boolean',
  expiresIn: 'seconds',
  notBefore: 'seconds',
  nonce: 'string',
  redirect_uri: 'string',
  code_challenge: 'string',
  code_challenge_method: 'method',
}

const known = new Map<string, string>(Object.entries(kinds))

const others: Readonly<Record<string, (value: unknown) => boolean>> = {
  user: (value) => typeof value === 'string' || isObject(value),
  format: (value) => value === 'opaque' || value === 'jwt',
  method: (value) => value === 'S256' || value === 'plain',
  object: isObject,
  seconds: Number.isSafeInteger,
}

const words: Readonly<Record<string, string>> = {
  user: 'a text or { sub, claims }',
  format: "'opaque' or 'jwt'",
  method: "'S256' or 'plain'",
  seconds: 'whole seconds',
}

/** Throws, naming the member, when a wish has one that is unknown or of the wrong type: not every caller has a compiler. */
export function checkWish(wish: object): void {
  for (const [name, value] of Object.entries(wish)) {
    const kind = known.get(name)
    if (kind === undefined) {
      throw new Error(`Expected members among ${Object.keys(kinds).join(', ')}, got "${name}". Correct its name.`)
    }
    const fits = others[kind]?.(value) ?? typeof value === kind
    if (value !== undefined && !fits) {
      throw new Error(
        `Expected ${name} to be ${words[kind] ?? `of type ${kind}`}, got ${JSON.stringify(value)}. Correct it.`,
      )
    }
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
