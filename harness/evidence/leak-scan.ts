import { readFile } from 'node:fs/promises'
import type { Secrets, TextLeak } from './redactor.ts'

/** A registered secret found in an output file. */
export interface Leak extends TextLeak {
  file: string
}

/**
 * Searches files for every registered secret in every encoding; rejects when a file cannot be read, because nothing
 * can be said for it.
 */
export async function scanFiles(secrets: Secrets, files: readonly string[]): Promise<Leak[]> {
  const leaks: Leak[] = []
  for (const file of files) {
    // One after another: outputs can be large, and each is held in memory while it is searched.
    // oxlint-disable-next-line no-await-in-loop
    const text = await readOutput(file)
    for (const { name, encoding, at } of secrets.leaks(text)) leaks.push({ file, name, encoding, at })
  }
  return leaks
}

async function readOutput(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new Error(
      `Expected to read ${file} to look for secrets in it, got ${String(cause)}. Make the file readable, or delete it before publishing the report.`,
      { cause },
    )
  }
}
