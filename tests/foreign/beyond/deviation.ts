import { expect, test } from 'vitest'
import type { RawServer } from '../raw-server.ts'

/** What happens, how it is seen, and what is seen. */
export type Deviation = readonly [sentence: string, look: (server: RawServer) => Promise<unknown>, sight: unknown]

/** One test per law: what is seen is exactly the deviation on record. */
export function testDeviations(deviations: Readonly<Record<string, Deviation>>, server: () => RawServer): void {
  for (const [law, [sentence, look, sight]] of Object.entries(deviations)) {
    test(`${law}: DEVIATES: ${sentence}`, async () => {
      expect(await look(server())).toEqual(sight)
    })
  }
}
