/** @module What a run says to a request, as an answer of the interface. */

import { ApiProblem, type RequestFault } from './api-problem.ts'
import type { ControlAnswer } from './run-control.ts'

const STATUS = { missing: 404, conflict: 409, value: 400 } as const

/**
 * What it came to.
 *
 * @param part - of the request, which names what is to blame
 * @throws ApiProblem when it was refused
 */
export function requireDone(part: RequestFault['in'], answer: ControlAnswer): unknown {
  if (answer.kind === 'done') return answer.output
  const { fault = null, field = '', reason } = answer
  if (fault === null) throw new ApiProblem(503, reason)
  const errors = field === '' ? [] : [{ in: part, field, expected: reason }]
  throw new ApiProblem(STATUS[fault], reason, { errors })
}
