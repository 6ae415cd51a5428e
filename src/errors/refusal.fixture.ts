/** @module What people are told of an input that is refused. */

import { UsageError } from './problem.ts'

/** The lines of the UsageError that reading an input ends with; none when it is accepted. */
export function refusalLines(read: () => unknown): string[] {
  try {
    read()
  } catch (error) {
    if (error instanceof UsageError) return error.message.split('\n')
    throw error
  }
  return []
}
