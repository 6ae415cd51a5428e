import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/longest-first.ts'

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      // No test waits for time to pass: the limit only ends what hangs, also on a busy machine.
      // Its files share their modules, which are loaded once: what they test keeps no state of its own.
      { test: { name: 'unit', include: ['src/**/*.test.ts'], testTimeout: 60_000, isolate: false } },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/program/build.ts'],
          testTimeout: 600_000,
          // Each file starts real services of its own, and waits for them more than it computes.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/program/build.ts'],
          testTimeout: 120_000,
          // Each file has a browser and a program, which wait for each other and for the clock.
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
          hookTimeout: 700_000,
        },
      },
      {
        test: {
          name: 'program',
          include: ['test/program/**/*.test.ts'],
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
