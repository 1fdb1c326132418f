import { readFile, stat } from 'node:fs/promises'

const largest = 1_048_576

/** The text of a file, or in words why there is none. */
export type TextRead = { readonly text: string } | { readonly failure: string }

/** Reads a UTF-8 file of at most 1 MiB; never rejects. Devices and pipes are refused, so that reading always ends. */
export async function readText(file: string): Promise<TextRead> {
  try {
    const entry = await stat(file)
    if (!entry.isFile()) return { failure: 'it is not a file' }
    if (entry.size > largest) return { failure: `it is larger than ${largest} bytes` }
    return { text: await readFile(file, 'utf8') }
  } catch (error) {
    return { failure: reason(error) }
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'no such file'
  if (code === 'EACCES' || code === 'EPERM') return 'reading it is not permitted'
  return `reading it failed with ${code}`
}
