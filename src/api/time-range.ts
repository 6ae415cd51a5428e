/** @module The part of a run's time that a request is about. */

import { utcText } from '../time/utc-text.ts'
import { badRequest } from './api-problem.ts'
import { instantText } from './schemas.ts'

export const rangeParameters = {
  from: instantText.optional().describe('What ended after this instant.'),
  to: instantText.optional().describe('What ended at this instant or before.'),
}

/** @throws ApiProblem when it ends before it begins */
export function requireOrder(from: number | undefined, to: number | undefined): void {
  if (from !== undefined && to !== undefined && to <= from) {
    throw badRequest([{ in: 'query', field: 'to', value: utcText(to), expected: `an instant after ${utcText(from)}` }])
  }
}
