import { deflateRawSync, inflateRawSync } from 'node:zlib'

import type { Evidence } from '../../reports/model.ts'

/** Evidence that waits for the end of the run, packed: it says the same things over and over. */
export interface KeptEvidence {
  readonly target: string
  readonly check: string
  read(): Evidence
}

/** Packs evidence. Fast rather than small: most is won by the first pass. */
export function keptEvidence(evidence: Evidence): KeptEvidence {
  const packed = deflateRawSync(JSON.stringify(evidence), { level: 1 })
  const { target, check } = evidence
  return { target, check, read: () => JSON.parse(inflateRawSync(packed).toString('utf8')) as Evidence }
}
