/**
 * @module Demand response: programs with their load controls, and what devices say they could shed.
 *
 * @see IEEE Std 2030.5-2018, 10.5 (demand response and load control)
 */

import {
  demandResponseProgram,
  demandResponseProgramList,
  endDeviceControl,
  endDeviceControlList,
} from '../../model/demand-response.ts'
import type { FunctionSet } from '../function-set.ts'
import { ofProgram } from '../programs/program-audience.ts'
import { programListLink } from '../programs/program-links.ts'
import { programRoutes } from '../programs/program-routes.ts'
import { document } from '../reply.ts'
import { activeIn, currentIn } from '../scheduling/container-events.ts'
import { eventRoutes } from '../scheduling/event-routes.ts'
import { loadControlOperations } from './load-control-operations.ts'
import { LOAD_SHED_AVAILABILITIES, loadShedRoutes } from './load-shed-availability.ts'

const LINK = 'DemandResponseProgramListLink'

export const demandResponseFunctionSet: FunctionSet = {
  routes: [
    ...programRoutes({
      kind: 'demand_response',
      describe: ({ href }, fields, { state, now }) => ({
        ...fields,
        ActiveEndDeviceControlListLink: {
          href: `${href}/actedc`,
          all: activeIn(state, href, 'load_control', now).length,
        },
        EndDeviceControlListLink: { href: `${href}/edc`, all: currentIn(state, href, 'load_control', now).length },
      }),
      one: (program) => document(demandResponseProgram, program),
      page: (fields, programs) => document(demandResponseProgramList, { ...fields, DemandResponseProgram: programs }),
    }),
    ...eventRoutes({
      kind: 'load_control',
      audience: ofProgram('demand_response'),
      container: '/dr/{program}',
      active: 'actedc',
      describe: ({ own }, fields) => ({ ...fields, ...own }),
      one: (control) => document(endDeviceControl, control),
      page: (fields, controls) => document(endDeviceControlList, { ...fields, EndDeviceControl: controls }),
    }),
    ...loadShedRoutes,
  ],
  collections: [LOAD_SHED_AVAILABILITIES],
  operations: loadControlOperations,
  capabilityLinks: (exchange) => programListLink(exchange, 'demand_response', LINK),
  assignmentLinks: (exchange, device) => programListLink(exchange, 'demand_response', LINK, device),
  deviceLinks: ({ state }, { number }) => ({
    LoadShedAvailabilityListLink: {
      href: `/edev/${number}/lsl`,
      all: state.at(LOAD_SHED_AVAILABILITIES).group(String(number)).size,
    },
  }),
  forget(state, { number }) {
    const records = state.at(LOAD_SHED_AVAILABILITIES)
    for (const href of records.group(String(number)).keys()) records.delete(href)
  },
}
