import { mockFileSchema } from '../file-schema.ts'
import type { Schema } from './route.ts'

const { tenant } = mockFileSchema.properties
const { clients, users, lifetimes } = tenant.properties

const time = { type: 'integer', description: 'milliseconds since 1970' }
const text = { type: 'string' }

/** The schemas the routes share; those of options are the ones of the mock file. */
export const schemas = {
  User: users.items,
  Client: clients.items,
  Lifetimes: lifetimes,
  TenantOptions: tenant,
  Tenant: {
    type: 'object',
    required: ['name', 'issuer', 'users', 'clients', 'defects'],
    properties: {
      name: text,
      issuer: text,
      users: { type: 'array', items: text },
      clients: { type: 'array', items: text },
      defects: { type: 'array', items: text },
    },
  },
  Clock: {
    type: 'object',
    required: ['now', 'time', 'frozen', 'offset'],
    properties: {
      now: time,
      time: { ...text, description: 'the same in ISO 8601' },
      frozen: { type: 'boolean' },
      offset: { type: 'number', description: 'seconds before the time of the machine' },
    },
  },
  Defect: {
    type: 'object',
    required: ['id', 'sentence', 'document', 'section', 'on'],
    properties: { id: text, sentence: text, document: text, section: text, on: { type: 'boolean' } },
  },
  JournalEntry: {
    type: 'object',
    required: ['time', 'endpoint', 'method', 'status'],
    properties: {
      time,
      endpoint: text,
      method: text,
      status: { type: 'integer' },
      client: text,
      grant: text,
      error: { ...text, description: 'the OAuth error, when the request was refused' },
      detail: { ...text, description: 'which rule refused it' },
    },
  },
  Problem: {
    type: 'object',
    required: ['type', 'title', 'status', 'detail'],
    properties: { type: text, title: text, status: { type: 'integer' }, detail: text },
  },
} as const

type SchemaName = keyof typeof schemas

/** A reference to a shared schema. */
export function of(name: SchemaName): Schema {
  return { $ref: `#/components/schemas/${name}` }
}

/** A list of a shared schema. */
export function listOf(name: SchemaName): Schema {
  return { type: 'array', items: of(name) }
}
