/** @module Every function set a utility server offers, in the order of their links. */

import { assignmentsFunctionSet } from './devices/assignments.ts'
import { deviceDocumentsFunctionSet } from './devices/device-documents.ts'
import { endDeviceFunctionSet } from './devices/end-devices.ts'
import { logEventFunctionSet } from './devices/log-events.ts'
import { deviceCapabilityFunctionSet } from './entry/device-capability.ts'
import { timeFunctionSet } from './entry/time.ts'
import type { FunctionSet } from './function-set.ts'
import { meteringFunctionSet } from './metering/metering.ts'
import { mirrorFunctionSet } from './mirrors/mirrors.ts'
import { PROGRAM_FUNCTION_SETS } from './program-function-sets.ts'
import { RATES } from './rates.ts'

/** What is there whatever else is offered. */
const rates: FunctionSet = { collections: [RATES], routes: [] }

export const FUNCTION_SETS: readonly FunctionSet[] = [
  deviceCapabilityFunctionSet,
  timeFunctionSet,
  endDeviceFunctionSet,
  deviceDocumentsFunctionSet,
  assignmentsFunctionSet,
  logEventFunctionSet,
  meteringFunctionSet,
  mirrorFunctionSet,
  rates,
  ...PROGRAM_FUNCTION_SETS,
]
