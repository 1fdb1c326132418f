import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readFile } from 'node:fs/promises'

/** What happens, how it is seen by plain HTTP, and what is seen. */
export type Shown<S> = readonly [sentence: string, look: (server: S) => Promise<unknown>, sight: unknown]

/** One test for each deviation, and one that the baseline of the server accepts these and no others. */
export function testBaseline<S>(name: string, shown: Readonly<Record<string, Shown<S>>>, server: () => S): void {
  for (const [check, [sentence, look, sight]] of Object.entries(shown)) {
    test(`${check}: DEVIATES: ${sentence}`, async () => {
      expect(await look(server())).toEqual(sight)
    })
  }

  test('the baseline accepts what is shown here and nothing else', async () => {
    const path = fileURLToPath(new URL(`../../fixtures/targets/${name}/known.yaml`, import.meta.url))
    const baseline = parse(await readFile(path, 'utf8')) as { known: readonly { check: string }[] }
    expect(baseline.known.map(({ check }) => check)).toEqual(Object.keys(shown).toSorted())
  })
}
