import { readFileSync } from 'node:fs'

const places = ['../package.json', '../../package.json', './package.json']

/** The version of this package. */
export const version: string = read()

function read(): string {
  for (const place of places) {
    try {
      const { name, version: found } = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as Record<
        string,
        unknown
      >
      if ((name === 'oauth-assay' || name === 'oauth-assay-mock') && typeof found === 'string') return found
    } catch {
      // The next place is tried: the source tree, the build and the mock alone differ by one level each.
    }
  }
  return '0.0.0'
}
