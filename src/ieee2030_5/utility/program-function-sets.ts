/** @module The function sets of programs and events, to be offered together. */

import { demandResponseFunctionSet } from './demand-response/demand-response-function-set.ts'
import { derFunctionSet } from './der/der-function-set.ts'
import { derProgramFunctionSet } from './der-programs/der-program-function-set.ts'
import { flowReservationFunctionSet } from './flow-reservation/flow-reservation-function-set.ts'
import type { FunctionSet } from './function-set.ts'
import { messagingFunctionSet } from './messaging/messaging-function-set.ts'
import { pricingFunctionSet } from './pricing/pricing-function-set.ts'
import { programsFunctionSet } from './programs/programs-function-set.ts'
import { responseFunctionSet } from './responses/response-function-set.ts'
import { subscriptionFunctionSet } from './subscriptions/subscription-function-set.ts'

export const PROGRAM_FUNCTION_SETS: readonly FunctionSet[] = [
  programsFunctionSet,
  derFunctionSet,
  derProgramFunctionSet,
  demandResponseFunctionSet,
  pricingFunctionSet,
  messagingFunctionSet,
  flowReservationFunctionSet,
  responseFunctionSet,
  subscriptionFunctionSet,
]
