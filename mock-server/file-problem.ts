import type { ErrorObject } from 'ajv'
import { misspeltMetadata } from './misspelt-metadata.ts'
import { nearest } from './nearest.ts'
import type { TenantOptions } from './options.ts'

/** What is wrong with data that a schema describes. */
export interface Finding {
  /** Keys and indexes from the top to what is wrong. */
  readonly path: readonly string[]
  /** The key and what is wrong with it, with the fix. */
  readonly line: string
}

const unescaped = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~')

/** Tells an error of ajv in words; `whole` stands for the data itself. */
export function explain(
  { instancePath, message = 'is wrong', params, parentSchema }: ErrorObject,
  whole: string,
): Finding {
  const path = instancePath.split('/').slice(1).map(unescaped)
  const extra: unknown = params['additionalProperty']
  if (typeof extra === 'string') {
    const near = nearest(extra, knownKeys(parentSchema))
    const fix = near === undefined ? 'take it out' : `did you mean ${near}?`
    return { path: [...path, extra], line: `${[...path, extra].join('.')}: no such key; ${fix}` }
  }
  const values: unknown = params['allowedValues']
  const choice = Array.isArray(values) ? ` (${values.join(', ')})` : ''
  return { path, line: `${path.join('.') || whole}: ${message}${choice}` }
}

/** The metadata that clients of a tenant have under a name that is misspelt; `path` leads to the tenant. */
export function misspeltClients(path: readonly string[], { clients = [] }: Pick<TenantOptions, 'clients'>): Finding[] {
  return clients.flatMap((client, at) =>
    misspeltMetadata(client).map(({ key, meant }) => {
      const place = [...path, 'clients', String(at), key]
      return { path: place, line: `${place.join('.')}: no such key; did you mean ${meant}?` }
    }),
  )
}

function knownKeys(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null || !('properties' in schema)) return []
  return Object.keys(schema.properties ?? {})
}
