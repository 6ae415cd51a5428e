/** @module A vitest reporter that writes what a run came to, as JSON, for the closing line of `npm test`. */

import { writeFileSync } from 'node:fs'

/** Counts tests by outcome; what failed outside a test (a file that does not load, a stray rejection) counts too. */
export default class TotalsReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const totals = { passed: 0, failed: unhandledErrors.length, skipped: [] }
    for (const module of modules) {
      if (module.errors().length > 0) totals.failed++
      for (const suite of module.children.allSuites()) if (suite.errors().length > 0) totals.failed++
      for (const test of module.children.allTests()) {
        const { state, note } = test.result()
        if (state === 'passed') totals.passed++
        else if (state === 'failed') totals.failed++
        else totals.skipped.push({ test: `${module.relativeModuleId} > ${test.fullName}`, reason: note ?? null })
      }
    }
    writeFileSync(process.env.TEST_TOTALS_FILE, JSON.stringify(totals))
  }
}
