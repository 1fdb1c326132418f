import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { FormatOptions } from './formats.ts'
import { formats, type FormatName } from './formats.ts'
import type { Source } from './source.ts'

/** A format and the file it goes to, absolute. */
export interface Wanted {
  readonly format: FormatName
  readonly file: string
}

/** Writes a report in the formats that are wanted, making folders as needed. Rejects as the file system does. */
export async function writeFormats(source: Source, wanted: readonly Wanted[], options: FormatOptions): Promise<void> {
  for (const { format, file } of wanted) {
    await mkdir(dirname(file), { recursive: true })
    await pipeline(Readable.from(inLumps(formats[format].write(source, options))), createWriteStream(file))
  }
}

/** Characters. Each piece that is written by itself costs more than its characters do. */
const lump = 2 ** 18

async function* inLumps(pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let gathered = ''
  for await (const piece of pieces) {
    gathered += piece
    if (gathered.length < lump) continue
    yield gathered
    gathered = ''
  }
  if (gathered !== '') yield gathered
}
