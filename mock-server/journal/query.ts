import type { JournalEntry, Parameters, PkceOutcome } from './entry.ts'
import { maskValue } from './mask.ts'

type OneOrMore<Value> = Value | readonly Value[]

/** What a parameter must be: this text, a text that matches, absent (null), or, in process, what a function says yes to. */
export type ParameterWish =
  | string
  | null
  | { readonly matches: string }
  | RegExp
  | ((value: string | readonly string[] | undefined) => boolean)

/** Which requests are meant; every member narrows further, a list means any of its values. */
export interface JournalQuery {
  readonly endpoint?: OneOrMore<string>
  /** `grant_type`; of those that are URNs the last part is enough, such as `device_code`. */
  readonly grant?: OneOrMore<string>
  readonly client?: OneOrMore<string>
  /** The subject. */
  readonly user?: OneOrMore<string>
  /** A scope that is among those granted, or asked for when nothing was granted. */
  readonly scope?: OneOrMore<string>
  readonly method?: OneOrMore<string>
  readonly status?: OneOrMore<number>
  readonly error?: OneOrMore<string>
  readonly ok?: boolean
  readonly pkce?: OneOrMore<PkceOutcome>
  /** Something the answer handed out, such as `refresh_token`. */
  readonly issued?: OneOrMore<string>
  readonly parameters?: Readonly<Record<string, ParameterWish>>
  /** Only requests after this one, or after the one with this id; undefined means all. */
  readonly since?: JournalEntry | number | undefined
}

/** One member of a query: what it wants, whether an entry has it, and what the entry has, in words without secrets. */
export interface Criterion {
  readonly member: string
  readonly wanted: string
  matches(entry: JournalEntry): boolean
  got(entry: JournalEntry): string
}

const members: Readonly<Record<string, (entry: JournalEntry) => readonly (string | number | boolean)[]>> = {
  endpoint: ({ endpoint }) => [endpoint],
  method: ({ method }) => [method],
  grant: ({ grant }) => present(grant),
  client: ({ client }) => present(client),
  user: ({ user }) => present(user),
  scope: ({ scope }) => scope?.split(' ') ?? [],
  pkce: ({ pkce }) => present(pkce),
  status: ({ status }) => [status],
  error: ({ error }) => present(error),
  ok: ({ ok }) => [ok],
  issued: ({ issued }) => issued,
}

const further = ['parameters', 'since']

/** Reads a query; throws on a member that no query has and on an expression that is none. */
export function criteriaOf(query: JournalQuery): Criterion[] {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  const unknown = given.find(([name]) => !(name in members) && !further.includes(name))
  if (unknown) {
    const known = [...Object.keys(members), ...further].join(', ')
    throw new Error(`Expected a journal query of ${known}, got "${unknown[0]}". Correct its name.`)
  }
  const plain = given.filter(([name]) => name in members).map(([name, value]) => memberCriterion(name, [value].flat()))
  const parameters = Object.entries(query.parameters ?? {}).map(([name, wish]) => parameterCriterion(name, wish))
  return [...plain, ...parameters]
}

/** The id after which a query begins. */
export function startOf({ since = 0 }: JournalQuery): number {
  return typeof since === 'number' ? since : since.id
}

function memberCriterion(member: string, wanted: readonly unknown[]): Criterion {
  const read = members[member] ?? (() => [])
  // As texts: what comes in the query of an address has no other type.
  const fits = (value: string | number | boolean) =>
    wanted.some(
      (one) => String(one) === String(value) || (member === 'grant' && String(value).endsWith(`:${String(one)}`)),
    )
  return {
    member,
    wanted: wanted.join(' or '),
    matches: (entry) => read(entry).some(fits),
    got: (entry) => read(entry).join(' ') || 'none',
  }
}

function parameterCriterion(name: string, wish: ParameterWish): Criterion {
  const fits = testOf(name, wish)
  return {
    member: `parameters.${name}`,
    wanted: wishInWords(name, wish),
    matches: ({ parameters }) => fits(parameters[name]),
    got: ({ parameters }) => valueInWords(name, parameters[name]),
  }
}

type Value = Parameters[string] | undefined

function testOf(name: string, wish: ParameterWish): (value: Value) => boolean {
  if (typeof wish === 'function') return wish
  if (wish === null) return (value) => value === undefined
  if (typeof wish === 'string') return (value) => listed(value).includes(wish)
  const expression =
    wish instanceof RegExp ? new RegExp(wish.source, wish.flags.replace(/[gy]/g, '')) : compiled(name, wish)
  return (value) => listed(value).some((one) => expression.test(one))
}

function compiled(name: string, { matches }: { readonly matches: string }): RegExp {
  try {
    return new RegExp(matches)
  } catch {
    throw new Error(`Expected parameters.${name}.matches to be a regular expression, got "${matches}". Correct it.`)
  }
}

function wishInWords(name: string, wish: ParameterWish): string {
  if (wish === null) return 'absent'
  if (typeof wish === 'string') return maskValue(name, wish)
  if (typeof wish === 'function') return 'what the function accepts'
  return `a match of ${wish instanceof RegExp ? String(wish) : `/${wish.matches}/`}`
}

function valueInWords(name: string, value: Value): string {
  return (
    listed(value)
      .map((one) => maskValue(name, one))
      .join(' and ') || (value === '' ? 'empty' : 'absent')
  )
}

function listed(value: Value): readonly string[] {
  return value === undefined ? [] : [value].flat()
}

function present<Item>(value: Item | undefined): readonly Item[] {
  return value === undefined ? [] : [value]
}
