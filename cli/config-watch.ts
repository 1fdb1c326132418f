import { watch } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'

/** What is watched until it is closed. */
export interface Watch {
  close(): void
}

const settled = 60

/**
 * Calls when the text of a file is another than before. The folder is watched, because editors and containers replace
 * the file or the link that leads to it, and a watch on the file itself would follow the old one.
 */
export async function watchText(file: string, changed: () => void): Promise<Watch> {
  let last = await textOf(file)
  let timer: NodeJS.Timeout | undefined
  const look = async (): Promise<void> => {
    const now = await textOf(file)
    // Between the two halves of a rename there is no file.
    if (now === undefined || now === last) return
    last = now
    changed()
  }
  const folder = watch(dirname(file), (_, name) => {
    if (name !== null && name !== basename(file) && !name.startsWith('..')) return
    clearTimeout(timer)
    timer = setTimeout(() => void look(), settled)
  })
  return {
    close() {
      clearTimeout(timer)
      folder.close()
    },
  }
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined)
}
