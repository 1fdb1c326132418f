import { createReadStream } from 'node:fs'

import type { Secrets, TextLeak } from './redactor.ts'

/** A registered secret found in an output file. */
export interface Leak extends TextLeak {
  file: string
}

/** Characters that are searched at once: a page of a large run would not fit into one text. */
const piece = 4 * 1024 * 1024

/** Characters of a piece that are searched again with the next, so that nothing hides where two meet. */
const overlap = 256 * 1024

/**
 * Searches files for every registered secret in every encoding; rejects when a file cannot be read, because nothing
 * can be said for it.
 */
export async function scanFiles(secrets: Secrets, files: readonly string[]): Promise<Leak[]> {
  const leaks = new Map<string, Leak>()
  for (const file of files) {
    // One after another: outputs can be large, and a piece of each is held in memory while it is searched.
    // oxlint-disable-next-line no-await-in-loop
    for await (const { text, from } of piecesOf(file))
      for (const { name, encoding, at } of secrets.leaks(text)) {
        const leak = { file, name, encoding, at: from + at }
        leaks.set(JSON.stringify([file, name, leak.at]), leak)
      }
  }
  return [...leaks.values()]
}

async function* piecesOf(file: string): AsyncGenerator<{ readonly text: string; readonly from: number }> {
  let text = ''
  let from = 0
  try {
    for await (const chunk of createReadStream(file, 'utf8') as AsyncIterable<string>) {
      text += chunk
      if (text.length < piece) continue
      yield { text, from }
      from += text.length - overlap
      text = text.slice(-overlap)
    }
  } catch (cause) {
    throw new Error(
      `Expected to read ${file} to look for secrets in it, got ${String(cause)}. Make the file readable, or delete it before publishing the report.`,
      { cause },
    )
  }
  yield { text, from }
}
