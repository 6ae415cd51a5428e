/** @module Why a request was refused: the body of a 4xx. */

import { uint16 } from './integers.ts'
import { objectType, optional, required } from './table.ts'
import type { TypeOf } from './type-of.ts'

export const ERROR_REASON = {
  format: 0,
  value: 1,
  resourceLimit: 2,
  conditionalSubscription: 3,
  tooFrequent: 4,
} as const

export const errorType = objectType('Error', {
  /** When to try again [s]. */
  maxRetryDuration: optional(uint16),
  reasonCode: required(uint16),
})

export type ErrorBody = TypeOf<typeof errorType>
