import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'

import type { TargetEntry } from '../../harness/target/config/config.ts'
import type { Client, Lifetimes, User } from '../../mock-server/index.ts'
import { privateClientKeys } from '../../mock-server/keys/development-clients.ts'

/** Short, so that checks of expiry take seconds; as the embedded mock has them. */
export const brief = {
  code: 2,
  access_token: 3,
  client_credentials: 3,
  refresh_token: 3,
} satisfies Partial<Lifetimes>

/** What a person would write about a mock with these clients and users. */
export function describeMock(issuer: string, clients: readonly Client[], users: readonly User[]): TargetEntry {
  return {
    name: 'mock',
    issuer,
    clients: Object.fromEntries(
      clients.map(
        ({ client_id, client_secret, token_endpoint_auth_method, redirect_uris, grant_types, scope, jwks }) => [
          client_id,
          {
            client_id,
            ...keysBehind(jwks),
            ...(client_secret === undefined ? {} : { client_secret }),
            ...(token_endpoint_auth_method === undefined ? {} : { token_endpoint_auth_method }),
            ...(redirect_uris === undefined ? {} : { redirect_uris }),
            ...(grant_types === undefined ? {} : { grant_types }),
            ...(scope === undefined ? {} : { scope, denied_scope: 'write' }),
          },
        ],
      ),
    ),
    users: Object.fromEntries(users.map(({ username, password }, index) => [`user${index}`, { username, password }])),
    resource: { url: `${issuer}/resource`, scope: 'read', scope_other: 'write' },
    scopes: ['read', 'write'],
    lifetimes: { code: 2, access_token: 3, refresh_token: 3, refresh_overlap: 0, tolerance: 1 },
  }
}

/** The private keys of a client that has registered public ones. */
function keysBehind(registered: unknown): { jwks?: string } {
  const keys = privateClientKeys(registered)
  return keys === undefined ? {} : { jwks: JSON.stringify(keys) }
}

/** Writes assay.config.yaml with these targets and returns its path. */
export async function writeTargets(folder: string, targets: readonly TargetEntry[]): Promise<string> {
  const file = join(folder, 'assay.config.yaml')
  await writeFile(file, stringify({ targets }))
  return file
}
