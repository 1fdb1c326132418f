import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'

import { projectRoot } from './project-root.ts'

/** Pages made from code, and where they belong. */
export interface Generated {
  /** Folder from the root of the repository, with a slash at its end. */
  readonly folder: string
  /** File name → text. */
  readonly pages: ReadonlyMap<string, string>
  /** The command that writes them. */
  readonly command: string
}

/** Writes the pages and removes what else lies in their folder; resolves to what was done, in a line. */
export async function writePages({ folder, pages }: Generated): Promise<string> {
  const place = new URL(folder, projectRoot)
  await mkdir(place, { recursive: true })
  const obsolete = await obsoleteIn(place, pages)
  await Promise.all(obsolete.map((name) => rm(new URL(name, place))))
  await Promise.all([...pages].map(([name, text]) => writeFile(new URL(name, place), text)))
  return `${folder}: ${pages.size} pages written`
}

/** Says, a line each, where the folder differs from the pages; nothing when it does not. */
export async function differences({ folder, pages, command }: Generated): Promise<string[]> {
  const place = new URL(folder, projectRoot)
  const texts = await Promise.all(
    [...pages.keys()].map((name) => readFile(new URL(name, place), 'utf8').catch(() => '')),
  )
  const stale = [...pages].filter(([, text], index) => text !== texts[index])
  const obsolete = await obsoleteIn(place, pages)
  const found = [
    ...stale.map(([name]) => `${folder}${name} is not what the code says`),
    ...obsolete.map((name) => `${folder}${name} describes nothing any more`),
  ]
  return found.length === 0 ? [] : [...found, `Write them with: ${command}`]
}

async function obsoleteIn(place: URL, pages: Generated['pages']): Promise<string[]> {
  const present = await readdir(place).catch(() => [])
  return present.filter((name) => !pages.has(name))
}
