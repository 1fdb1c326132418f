import type { Journal, JournalEntry } from '../../journal.ts'
import { tenantRoute, type ControlRoute } from '../route.ts'
import { listOf } from '../schemas.ts'

const text = { type: 'string' }

const query = {
  endpoint: { description: 'such as token', schema: text },
  client: { description: 'a client_id', schema: text },
  grant: { description: 'a grant type', schema: text },
  status: { description: 'an HTTP status', schema: { type: 'string', pattern: '^[1-5][0-9]{2}$' } },
  refused: { description: '"true": only refused requests', schema: { enum: ['true', 'false'] } },
}

type Query = Readonly<Record<string, string>>

function fits(entry: JournalEntry, { endpoint, client, grant, status, refused }: Query): boolean {
  return (
    (endpoint === undefined || entry.endpoint === endpoint) &&
    (client === undefined || entry.client === client) &&
    (grant === undefined || entry.grant === grant) &&
    (status === undefined || entry.status === Number(status)) &&
    (refused === undefined || (entry.error !== undefined) === (refused === 'true'))
  )
}

function search(journal: Journal, wanted: Query): JournalEntry[] {
  return journal.list().filter((entry) => fits(entry, wanted))
}

/** Journal: list and clear. */
export const journalRoutes: readonly ControlRoute[] = [
  tenantRoute({
    method: 'GET',
    path: '/journal',
    id: 'listJournal',
    summary: 'The last 1,000 requests, oldest first; refused ones say why',
    query,
    answer: { schema: listOf('JournalEntry') },
    act: ({ tenant, query: wanted }) => search(tenant.journal, wanted),
  }),
  tenantRoute({
    method: 'DELETE',
    path: '/journal',
    id: 'clearJournal',
    summary: 'Forgets the requests so far',
    act: ({ tenant }) => tenant.journal.clear(),
  }),
]
