import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

import type { Client } from '../../mock-server/index.ts'
import { codeBlocks } from '../docs/code-blocks.ts'

const guide = fileURLToPath(new URL('../../docs/guides/mock-clients.md', import.meta.url))

/** The block of the guide to client libraries that has a file name. */
export function blockOf(name: string): string {
  const block = codeBlocks(readFileSync(guide, 'utf8')).find(({ info }) => info === name)
  if (!block) throw new Error(`expected ${name} in the guide to client libraries, got none`)
  return block.text
}

/** The clients that the guide's examples use. */
export function guideClients(): Client[] {
  const { tenant } = parse(blockOf('mock.yaml')) as { tenant: { clients: Client[] } }
  return tenant.clients
}
