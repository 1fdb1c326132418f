import { expect, test } from 'vitest'
import type { Probe, Sight } from './probes/probe.ts'
import type { RawServer } from './raw-server.ts'

/**
 * How a server stands to a law, by the catalogue's reading: `warns` is a SHOULD not followed, or a MUST missed in a way
 * that the law's caution excuses.
 */
export type Standing = 'HOLDS' | 'WARNS' | 'DEVIATES'

/** The truth about one law: standing, one sentence, and everything that was seen. */
export type Truth = readonly [standing: Standing, sentence: string, sight: Sight]

/** One test per law: the probe runs against the server and must see exactly what is on record. */
export function testLaws(
  truths: Readonly<Record<string, Truth>>,
  probes: Readonly<Record<string, Probe>>,
  server: () => RawServer,
): void {
  for (const [law, [standing, sentence, sight]] of Object.entries(truths)) {
    test(`${law}: ${standing}: ${sentence}`, async () => {
      const probe = probes[law]
      if (probe === undefined) throw new Error(`Expected a probe for ${law}, found none`)
      expect(await probe(server())).toEqual(sight)
    })
  }
}
