/** @module Programs and events of every kind, apart from the resources that show them. */

import type { FunctionSet } from '../function-set.ts'
import { rateOperations } from '../rate-operations.ts'
import { resourceOperations } from '../resource-operations.ts'
import { tidyEvents } from '../scheduling/event-history.ts'
import { eventOperations } from '../scheduling/event-operations.ts'
import { EVENTS } from '../scheduling/scheduled-event.ts'
import { PROGRAMS } from './program.ts'
import { programOperations } from './program-operations.ts'

export const programsFunctionSet: FunctionSet = {
  routes: [],
  collections: [PROGRAMS, EVENTS],
  operations: [...programOperations, ...eventOperations, ...rateOperations, ...resourceOperations],
  forget(state, { lfdi }) {
    for (const program of state.at(PROGRAMS).values()) {
      const { assignment, href } = program
      if (!assignment.lfdis.includes(lfdi)) continue
      const lfdis = assignment.lfdis.filter((other) => other !== lfdi)
      state.at(PROGRAMS).set(href, { ...program, assignment: { ...assignment, lfdis } })
    }
  },
  tidy: tidyEvents,
}
