/** For whom a scripted login is meant: a client_id, or any of several; everybody unless told. */
interface Selector {
  client?: string | string[]
}

/** The user logs in, and gives consent without a page. */
export interface ScriptedUser extends Selector {
  /** The username, or the `sub`. */
  user: string
  /** `page` shows the consent page all the same. */
  consent?: 'given' | 'page'
  /** Space-delimited scopes the user agrees to, of those asked for (RFC 6749, section 3.3); all of them unless told. */
  granted?: string
  /** Seconds it takes, of real time. */
  delay?: number
}

/** The user says no on the consent page: access_denied (RFC 6749, section 4.1.2.1). */
export interface ScriptedDenial extends Selector {
  deny: true
}

/** The user leaves the login page by its Cancel: access_denied as well. */
export interface ScriptedCancel extends Selector {
  cancel: true
}

/** The next password or pick is refused on the login page, right or wrong; the attempt after it counts. */
export interface ScriptedMistake extends Selector {
  wrongPassword: true
}

/** The client gets this error by redirect, such as `login_required` or `temporarily_unavailable`. */
export interface ScriptedError extends Selector {
  error: string
  description?: string
}

/** How one login goes; plain JSON. */
export type LoginScript = ScriptedUser | ScriptedDenial | ScriptedCancel | ScriptedMistake | ScriptedError

const selector = ['client']
const kinds: Readonly<Record<string, readonly string[]>> = {
  user: ['user', 'consent', 'granted', 'delay', ...selector],
  deny: ['deny', ...selector],
  cancel: ['cancel', ...selector],
  wrongPassword: ['wrongPassword', ...selector],
  error: ['error', 'description', ...selector],
}

// RFC 6749, section 4.1.2.1 and appendix A.7 and A.8: what an error and its description may consist of.
const errorText = /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/

const isTrue = (value: unknown) => value === true
const isName = (value: unknown) => typeof value === 'string' && value !== ''
const isErrorText = (value: unknown) => typeof value === 'string' && errorText.test(value)

const rules: Readonly<Record<string, { is(value: unknown): boolean; expected: string }>> = {
  user: { is: isName, expected: 'a username' },
  consent: { is: (value) => value === 'given' || value === 'page', expected: '"given" or "page"' },
  granted: { is: (value) => typeof value === 'string', expected: 'space-delimited scopes' },
  delay: { is: (value) => Number.isFinite(value) && Number(value) >= 0, expected: 'seconds, 0 or more' },
  deny: { is: isTrue, expected: 'true' },
  cancel: { is: isTrue, expected: 'true' },
  wrongPassword: { is: isTrue, expected: 'true' },
  error: { is: isErrorText, expected: 'an error code such as login_required' },
  description: { is: isErrorText, expected: 'printable ASCII without quotes and backslashes' },
  client: { is: (value) => isName(value) || (Array.isArray(value) && value.every(isName)), expected: 'client_ids' },
}

/** Reads one login, from a script or the name of a user; throws on anything else. */
export function loginScript(given: unknown): LoginScript {
  const script: unknown = typeof given === 'string' ? { user: given } : given
  assertScript(script)
  return structuredClone(script)
}

function assertScript(script: unknown): asserts script is LoginScript {
  if (typeof script !== 'object' || script === null) throw wrong('a login', 'an object or a username', script)
  const [kind, ...more] = Object.keys(kinds).filter((name) => name in script)
  if (kind === undefined || more.length > 0) {
    throw wrong('a login', `exactly one of ${Object.keys(kinds).join(', ')}`, Object.keys(script).join(', '))
  }
  for (const [name, value] of Object.entries(script)) {
    const rule = kinds[kind]?.includes(name) === true ? rules[name] : undefined
    if (!rule) throw wrong(`a login with ${kind}`, `the members ${kinds[kind]?.join(', ')}`, name)
    if (value !== undefined && !rule.is(value)) throw wrong(`the ${name} of a login`, rule.expected, value)
  }
}

function wrong(what: string, expected: string, got: unknown): Error {
  const shown = typeof got === 'string' ? `"${got}"` : JSON.stringify(got)
  return new Error(`Expected ${expected} for ${what}, got ${shown}. Correct it.`)
}
