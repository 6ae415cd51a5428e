/** @module The order of test files: those that take minutes begin first, so that no worker is left alone with one at the end. */

import { BaseSequencer, type TestSpecification } from 'vitest/node'

const LONGEST = [
  'integration/pipeline-crash',
  'integration/pipeline-outage',
  'program/crash',
  'integration/ieee2030_5-restarts',
  'integration/deliver',
  'integration/sql-delivery',
  'integration/kafka',
  'program/live',
  'integration/store-crash',
  'integration/store-shell',
  'program/deploy',
  'program/determinism',
  'integration/kafka-crash',
  'program/bad-input',
  'program/alerts',
]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => groupOf(a) - groupOf(b) || rankOf(a) - rankOf(b))
  }
}

function groupOf({ project }: TestSpecification): number {
  return project.config.sequence.groupOrder
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = LONGEST.findIndex((name) => moduleId.endsWith(`test/${name}.test.ts`))
  return rank < 0 ? LONGEST.length : rank
}
