import { createHash } from 'node:crypto'
import type { Configuration } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'

/** Subjects that differ from one sector of clients to the next (OpenID Connect Core, section 8.1). */
export function pairwiseSubjects({
  settings,
  issuer,
}: Tenant): Pick<Configuration, 'subjectTypes' | 'pairwiseIdentifier'> {
  if (settings.features.pairwise !== true) return {}
  return {
    subjectTypes: ['public', 'pairwise'],
    pairwiseIdentifier: (_ctx, accountId, client) => pairwise(issuer, String(client['sectorIdentifier']), accountId),
  }
}

/** The subject of one user for one sector; the issuer is its salt, so that a test knows it beforehand. */
export function pairwise(issuer: string, sector: string, accountId: string): string {
  return createHash('sha256').update(`${issuer} ${sector} ${accountId}`).digest('base64url')
}

/** The subject a client knows a user by. */
export function subjectFor(
  { issuer }: Tenant,
  client: Readonly<Record<string, unknown>> | undefined,
  accountId: string | undefined,
): string | undefined {
  if (accountId === undefined || client?.['subjectType'] !== 'pairwise') return accountId
  return pairwise(issuer, String(client['sectorIdentifier']), accountId)
}
