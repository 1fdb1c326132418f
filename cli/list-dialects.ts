import { Output } from './output.ts'
import type { Parts } from './parts.ts'
import type { Setting } from './setting.ts'

/** Prints the dialects the mock comes with, by name. */
export async function listDialects({ io, parts }: Pick<Setting, 'io'> & { parts: Pick<Parts, 'mock'> }): Promise<void> {
  const { dialectNames, dialectNamed } = await parts.mock()
  const dialects = await Promise.all(dialectNames.map(dialectNamed))
  const width = Math.max(...dialectNames.map(({ length }) => length))
  const rows = dialects.map(({ name, title }) => `${name.padEnd(width)}  ${title}`)
  new Output(io, {}).result(`${rows.join('\n')}\n`)
}
