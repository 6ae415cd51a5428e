/** @module A document that cannot be read or written: where, what stands there, and what is accepted. */

import { shownValue } from '../../config/shown-value.ts'
import { formatProblem, type Problem } from '../../errors/problem.ts'

/**
 * What is wrong with it.
 *
 * `format`: not XML, or not the elements that are expected. `value`: a value that its element does not take. `limit`:
 * larger than anything that is taken. A server answers 413 to the last, and 400 with the reason code of that meaning to
 * the others.
 */
export type DocumentFault = 'format' | 'value' | 'limit'

export class DocumentError extends Error {
  override readonly name = 'DocumentError'
  readonly fault: DocumentFault
  readonly problem: Problem

  /**
   * @param path - the place, as in `MirrorUsagePoint/MirrorMeterReading[2]/Reading/value`; the document itself if empty
   * @param value - what stands there, if there is anything to show
   */
  constructor(fault: DocumentFault, path: string, expected: string, value?: string) {
    const problem = {
      source: 'document',
      key: path === '' ? 'content' : path,
      expected,
      ...(value === undefined ? {} : { value: shownValue(value, false) }),
    }
    super(formatProblem(problem))
    this.fault = fault
    this.problem = problem
  }
}
