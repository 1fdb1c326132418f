import type { Tenant } from '../../tenant.ts'
import { Problem } from '../problem.ts'
import { tenantRoute, type ControlRoute } from '../route.ts'
import { listOf, of as ref } from '../schemas.ts'

/** A journal that is searched with a query in plain JSON. */
interface Searchable {
  search(query: object): readonly object[]
  count(query: object): number
  waitFor(query: object, options: { timeout: number }): Promise<object>
  toHar(options: { secrets: boolean }): object
  clear(): void
}

const query = { type: 'object', description: 'which requests: endpoint, client, grant, user, status, error, since …' }
const example = { endpoint: 'token', client: 'web' }
const secrets = {
  secrets: { description: '"true": tokens, codes and secrets as they were', schema: { enum: ['true', 'false'] } },
}
const text = { type: 'string' }
const filters = {
  endpoint: { description: 'such as token', schema: text },
  client: { description: 'a client_id', schema: text },
  user: { description: 'a subject', schema: text },
  grant: { description: 'a grant type', schema: text },
  status: { description: 'an HTTP status', schema: { type: 'string', pattern: '^[1-5][0-9]{2}$' } },
  error: { description: 'an OAuth error', schema: text },
  ok: { description: '"false": only refused requests', schema: { enum: ['true', 'false'] } },
}
const longest = 60_000

// As JSON an entry masks its secrets; its own members are what was sent.
const shown = (entry: object, open: boolean): object => (open ? Object.fromEntries(Object.entries(entry)) : entry)

/** Journal: list, search, count, wait, archive, clear. */
export function journalSearchRoutes(of: (tenant: Tenant) => Searchable): ControlRoute[] {
  return [
    tenantRoute({
      method: 'GET',
      path: '/journal',
      id: 'listJournal',
      summary: 'The last 1,000 requests, oldest first; refused ones say why',
      query: { ...filters, ...secrets },
      answer: { schema: listOf('JournalEntry') },
      act: ({ tenant, query: { secrets: open, ...wanted } }) =>
        of(tenant)
          .search(wanted)
          .map((entry) => shown(entry, open === 'true')),
    }),
    tenantRoute<object>({
      method: 'POST',
      path: '/journal/search',
      id: 'searchJournal',
      summary: 'The requests that match, oldest first',
      query: secrets,
      body: { schema: query, example },
      answer: { schema: listOf('JournalEntry') },
      act: ({ tenant, body, query: { secrets: open } }) =>
        of(tenant)
          .search(body)
          .map((entry) => shown(entry, open === 'true')),
    }),
    tenantRoute<object>({
      method: 'POST',
      path: '/journal/count',
      id: 'countJournal',
      summary: 'How many requests match',
      body: { schema: query, example },
      answer: {
        schema: { type: 'object', required: ['count'], properties: { count: { type: 'integer' } } },
      },
      act: ({ tenant, body }) => ({ count: of(tenant).count(body) }),
    }),
    tenantRoute<{ query: object; timeout?: number }>({
      method: 'POST',
      path: '/journal/wait',
      id: 'waitForRequest',
      summary: 'Answers once a request matches, one that came already included; 408 when none does in time',
      body: {
        schema: {
          type: 'object',
          required: ['query'],
          additionalProperties: false,
          properties: {
            query,
            timeout: { type: 'integer', minimum: 0, maximum: longest, description: 'milliseconds; 5,000 unless told' },
          },
        },
        example: { query: { endpoint: 'token' }, timeout: 2000 },
      },
      answer: { schema: ref('JournalEntry') },
      async act({ tenant, body: { query: wanted, timeout = 5_000 } }) {
        // A query that cannot be read is refused at once, before the waiting.
        of(tenant).count(wanted)
        return of(tenant).waitFor(wanted, { timeout }).catch(late)
      },
    }),
    tenantRoute({
      method: 'GET',
      path: '/journal/har',
      id: 'archiveJournal',
      summary: 'The requests as HTTP Archive 1.2, secrets masked unless asked for',
      query: secrets,
      answer: { schema: { type: 'object' } },
      act: ({ tenant, query: { secrets: open } }) => of(tenant).toHar({ secrets: open === 'true' }),
    }),
    tenantRoute({
      method: 'DELETE',
      path: '/journal',
      id: 'clearJournal',
      summary: 'Forgets the requests so far',
      act: ({ tenant }) => of(tenant).clear(),
    }),
  ]
}

function late(error: unknown): never {
  throw new Problem(408, error instanceof Error ? error.message : String(error))
}
