import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      // No test waits for time to pass: the limit only ends what hangs, also on a busy machine.
      { test: { name: 'unit', include: ['src/**/*.test.ts'], testTimeout: 30_000 } },
      {
        test: {
          name: 'program',
          include: ['test/**/*.test.ts'],
          globalSetup: ['test/program/build.ts'],
          testTimeout: 300_000,
          maxWorkers: 2,
          // After the unit tests: programs that are paced by the clock want the machine to themselves.
          sequence: { groupOrder: 1 },
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
