import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vitest/config'

const here = fileURLToPath(new URL('.', import.meta.url))

// A clock that a test stops or hurries is everybody's in the same process.
const alone = readdirSync(join(here, 'tests'), { recursive: true, encoding: 'utf8' })
  .map((name) => `tests/${name.replaceAll('\\', '/')}`)
  .filter(
    (file) =>
      file.endsWith('.test.ts') && /vi\.useFakeTimers\(|swift-clock/.test(readFileSync(join(here, file), 'utf8')),
  )

export default defineConfig({
  test: {
    // The tests wait more than they work; one worker would leave a core idle.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is polled is there soon, but not always within a second on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      // Loading a thousand modules anew for each file would take longer than the tests do.
      {
        extends: true,
        test: {
          name: 'together',
          include: ['tests/**/*.test.ts'],
          exclude: alone,
          isolate: false,
          setupFiles: ['tests/same-globals.ts'],
        },
      },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
  },
})
