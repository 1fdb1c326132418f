import type { TenantOptions } from '../options.ts'

/** One way of a vendor that is not what the standards lead one to expect. */
export interface Quirk {
  /** What it does, in a sentence. */
  readonly what: string
  /** Where that is written: a document and its heading, or the address of a page. */
  readonly source: string
}

/** The ways of a vendor as plain data: options of a tenant, and where each of them is documented. */
export interface Dialect {
  /** Lower-case words joined by hyphens. */
  readonly name: string
  /** What people call the vendor or the product. */
  readonly title: string
  /** Whom it is for, and what it leaves out because options cannot say it. */
  readonly about: string
  readonly quirks: readonly Quirk[]
  /** What a tenant is like that speaks it. */
  readonly options: DialectOptions
}

/** Options of a tenant that JSON can carry. */
export type DialectOptions = Omit<TenantOptions, 'dialect' | 'hooks'>

// Told beside a dialect, one member of these leaves the others as the dialect has them.
const grouped = ['lifetimes', 'features', 'paths', 'tokenForms', 'signing'] as const

/** Options with those of a dialect in their gaps. */
export function speak(told: TenantOptions, dialect: DialectOptions | undefined): TenantOptions {
  if (dialect === undefined) return told
  const both = grouped.filter((key) => told[key] !== undefined && dialect[key] !== undefined)
  return { ...dialect, ...told, ...Object.fromEntries(both.map((key) => [key, { ...dialect[key], ...told[key] }])) }
}
