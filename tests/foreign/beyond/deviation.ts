import { expect, test } from 'vitest'
import type { RawServer } from '../raw-server.ts'

/** What happens, how it is seen, and what is seen. */
export type Deviation<Server = RawServer> = readonly [
  sentence: string,
  look: (server: Server) => Promise<unknown>,
  sight: unknown,
]

/** One test per law: what is seen is exactly the deviation on record. */
export function testDeviations<Server = RawServer>(
  deviations: Readonly<Record<string, Deviation<Server>>>,
  server: () => Server,
): void {
  for (const [law, [sentence, look, sight]] of Object.entries(deviations)) {
    test(`${law}: DEVIATES: ${sentence}`, async () => {
      expect(await look(server())).toEqual(sight)
    })
  }
}
