import { clientMetadataNames } from './client-metadata-names.ts'
import { distance } from './nearest.ts'

const known = new Set<string>(clientMetadataNames)

/** Metadata of a client that are hardly ever meant as they are written, each with the name that is. */
export function misspeltMetadata(client: object): { key: string; meant: string }[] {
  return Object.keys(client)
    .filter((key) => !known.has(key))
    .flatMap((key) => {
      const meant = clientMetadataNames.find((name) => isSlip(key, name))
      return meant === undefined ? [] : [{ key, meant }]
    })
}

/** One letter in five, at least one: metadata of one's own may be called nearly anything. */
const isSlip = (key: string, name: string): boolean =>
  Math.abs(key.length - name.length) <= 5 && distance(key, name) <= Math.max(1, Math.floor(name.length / 5))
