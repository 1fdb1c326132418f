import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // The tests wait more than they work; one worker would leave a core idle.
    maxWorkers: 2,
    include: ['tests/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
