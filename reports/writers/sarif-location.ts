import { posix, win32 } from 'node:path'

import type { Location } from 'sarif'

import type { TargetFacts } from '../model.ts'
import { printable } from '../printable.ts'

/** Where results of a target without a file are anchored: the file that would describe one. */
export const stableAnchor = 'assay.config.yaml'

/**
 * The line of the target file that describes a target. GitHub refuses a whole upload when one result lacks a place in a
 * file of the repository, and takes files it cannot find; so the embedded mock, which has no file, gets a stable one.
 */
export function locationOf({ name, issuer, from }: TargetFacts): Location {
  const line = Math.max(1, from?.line ?? 1)
  return {
    physicalLocation: {
      artifactLocation: { uri: from === null ? stableAnchor : relativeUri(from.file), uriBaseId: '%SRCROOT%' },
      region: { startLine: line, startColumn: 1, endLine: line, endColumn: 2 },
    },
    logicalLocations: [
      {
        name,
        ...(issuer === '' ? {} : { fullyQualifiedName: issuer }),
        kind: 'resource',
      },
    ],
  }
}

/** A path as a URI below the root of the repository; of a file outside of it only the name is kept. */
function relativeUri(file: string): string {
  const path = posix.normalize(printable(file).replaceAll('\\', '/'))
  const outside = posix.isAbsolute(path) || win32.isAbsolute(path) || path.startsWith('../')
  const segments = (outside ? posix.basename(path) : path).split('/').filter((segment) => !/^\.*$/.test(segment))
  return segments.map(encodeURIComponent).join('/') || stableAnchor
}
