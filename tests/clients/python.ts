import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

import { findPythonClients } from '../../scripts/find-python-clients.mjs'
import type { Tenant } from '../../mock-server/index.ts'
import { blockOf } from './guide.ts'
import { secretOf, signIn } from './sign-in.ts'

/** What a program asks of the test, one at a time. */
interface Wish {
  readonly visit?: string
  readonly advance?: number
  readonly claims?: Record<string, unknown>
  readonly result?: Record<string, unknown>
}

/** Runs a program of Python as the client of the guide, whose example it imports, with a person at its side who signs in; returns its result. */
export async function converse(tenant: Tenant, program: string, example: string): Promise<Record<string, unknown>> {
  const python = findPythonClients()
  if (python === undefined) {
    throw new Error(
      'expected a Python with Authlib and requests-oauthlib, found none; run: node scripts/find-python-clients.mjs',
    )
  }
  const file = fileURLToPath(new URL(program, import.meta.url))
  const place = mkdtempSync(join(tmpdir(), 'assay-python-'))
  writeFileSync(join(place, example), blockOf(example).replaceAll('http://127.0.0.1:4000', tenant.issuer))
  const env = { ...process.env, PYTHONPATH: place, AUTHLIB_INSECURE_TRANSPORT: '1', OAUTHLIB_INSECURE_TRANSPORT: '1' }
  const child = spawn(python, [file, tenant.issuer, secretOf(tenant, 'app')], { env })
  const complaints = text(child.stderr)
  const exit = once(child, 'exit')
  try {
    for await (const line of createInterface(child.stdout)) {
      const wish: Wish = JSON.parse(line)
      child.stdin.write(`${await grant(tenant, wish)}\n`)
      if (wish.result !== undefined) return wish.result
    }
  } finally {
    child.stdin.end()
    await exit
    rmSync(place, { recursive: true })
  }
  throw new Error(`${program} ended without a result\n${await complaints}`)
}

async function grant(tenant: Tenant, { visit, advance, claims }: Wish): Promise<string> {
  if (visit !== undefined) return (await signIn(tenant, visit)).href
  if (advance !== undefined) tenant.clock.advance(advance)
  if (claims !== undefined) tenant.claims.add({ id_token: claims })
  return ''
}
