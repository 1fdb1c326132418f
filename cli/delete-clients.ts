import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Handle } from '../harness/setup/delete-clients.ts'
import { UsageError } from '../harness/usage-error.ts'
import { printable } from '../reports/printable.ts'
import { handlesFile } from './init-files.ts'
import type { Output } from './output.ts'

/** Deletes the clients that init registered, and keeps those in the file that are still there; 3 when there are any. */
export async function deleteClients(folder: string, output: Output): Promise<number> {
  const file = join(folder, handlesFile)
  const handles = await readHandles(file)
  const { deleteRegistered } = await import('../harness/setup/delete-clients.ts')
  const deletions = await deleteRegistered(handles)
  for (const deletion of deletions) {
    const { name, client_id: id } = deletion.handle
    const fate = deletion.gone ? 'deleted' : `not deleted: ${deletion.why}`
    output.result(`${printable(name)} (${printable(id)}): ${printable(fate)}\n`)
  }
  const left = deletions.flatMap(({ gone, handle }) => (gone ? [] : [handle]))
  if (left.length === 0) await rm(file)
  else await writeFile(file, `${JSON.stringify(left, null, 2)}\n`)
  return left.length === 0 ? 0 : 3
}

async function readHandles(file: string): Promise<Handle[]> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) throw new UsageError(`expected ${file}, got no such file; init writes it when it registers`)
  const handles = parsed(text)
  if (Array.isArray(handles) && handles.every(isHandle)) return handles
  throw new UsageError(`expected a list of clients in ${file}, got something else; restore it as init wrote it`)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isHandle(value: unknown): value is Handle {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'client_id') === 'string'
}
