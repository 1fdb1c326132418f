/// <reference lib="dom" />

/** A request as the journal tells it; members beyond these depend on the mock. */
export interface Entry {
  readonly id?: number
  readonly time: number
  readonly duration?: number
  readonly endpoint: string
  readonly method: string
  readonly status: number
  readonly url?: string
  readonly client?: string
  readonly user?: string
  readonly grant?: string
  readonly scope?: string
  readonly error?: string
  readonly detail?: string
  readonly form?: Readonly<Record<string, unknown>>
  readonly requestHeaders?: Readonly<Record<string, unknown>>
  readonly [member: string]: unknown
}

export interface Clock {
  readonly now: number
  readonly time: string
  readonly frozen: boolean
  readonly offset: number
}

export interface Defect {
  readonly id: string
  readonly sentence: string
  readonly document: string
  readonly section: string
  readonly on: boolean
}

export interface Named {
  readonly name: string
  readonly issuer: string
}

export interface User {
  readonly username: string
  readonly password?: string
  readonly sub?: string
  readonly claims?: Readonly<Record<string, unknown>>
}

export interface Client {
  readonly client_id: string
  readonly client_name?: string
  readonly client_secret?: string
  readonly token_endpoint_auth_method?: string
  readonly grant_types?: readonly string[]
  readonly redirect_uris?: readonly string[]
}

interface Operation {
  readonly parameters?: readonly { readonly name: string }[]
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

const stored = 'assay-control-token'

/** Thrown when the mock wants a token, and has none or another. */
export class TokenNeeded extends Error {}

/** Keeps the control token until the tab is closed. */
export function keepToken(token: string): void {
  sessionStorage.setItem(stored, token)
}

/** Asks the control API; rejects with what it says is wrong. */
export async function ask<Result>(path: string, method = 'GET', body?: unknown): Promise<Result> {
  const token = sessionStorage.getItem(stored)
  const answer = await fetch(`/_assay/api${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  const data: unknown = text === '' ? undefined : JSON.parse(text)
  if (answer.ok) return data as Result
  const detail = (data as { detail?: string } | undefined)?.detail ?? `The mock answered ${answer.status}`
  throw answer.status === 401 ? new TokenNeeded(detail) : new Error(detail)
}

/** The path of something in a tenant. */
export function inTenant(tenant: string, path: string): string {
  return `/tenants/${encodeURIComponent(tenant)}${path}`
}

let told: Promise<Document> | undefined

/** Whether the mock has an operation, and with a query parameter if one is named. */
export async function offers(path: string, parameter?: string): Promise<boolean> {
  told ??= ask<Document>('/openapi.json')
  const operation = (await told).paths[`/tenants/{tenant}${path}`]?.['get']
  if (operation === undefined) return false
  return parameter === undefined || (operation.parameters ?? []).some(({ name }) => name === parameter)
}
