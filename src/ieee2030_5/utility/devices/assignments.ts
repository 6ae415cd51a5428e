/**
 * @module FunctionSetAssignments: one group for each device, with links to all that concerns it.
 *
 * @see IEEE Std 2030.5-2018, 10.6 (Function Set Assignments)
 */

import {
  type FunctionSetAssignments,
  functionSetAssignments,
  functionSetAssignmentsList,
} from '../../model/device-capability.ts'
import { mridFactory } from '../../model/mrid.ts'
import { SUBSCRIBABLE } from '../../model/resource.ts'
import { string32 } from '../../model/texts.ts'
import { ofDevice } from '../access.ts'
import type { Exchange, FunctionSet } from '../function-set.ts'
import { pageOf } from '../list-query.ts'
import { mergedLinks } from '../merged-links.ts'
import { pollRateOf } from '../rates.ts'
import { document, type Reply } from '../reply.ts'
import { deviceOf } from './end-devices.ts'

export const assignmentsFunctionSet: FunctionSet = {
  collections: [],
  routes: [
    { path: '/edev/{device}/fsa', audience: ofDevice, get: readList },
    {
      path: '/edev/{device}/fsa/1',
      audience: ofDevice,
      get: (exchange) => document(functionSetAssignments, assignmentsOf(exchange)),
    },
  ],
  deviceLinks: (_exchange, { number }) => ({
    FunctionSetAssignmentsListLink: { href: `/edev/${number}/fsa`, all: 1 },
  }),
}

function readList(exchange: Exchange): Reply {
  const page = pageOf([assignmentsOf(exchange)], exchange.query)
  return document(functionSetAssignmentsList, {
    href: exchange.path,
    pollRate: pollRateOf(exchange),
    subscribable: SUBSCRIBABLE.none,
    all: page.all,
    results: page.results,
    FunctionSetAssignments: page.entries,
  })
}

function assignmentsOf(exchange: Exchange): FunctionSetAssignments {
  const device = deviceOf(exchange)
  return {
    ...mergedLinks(exchange.functionSets.map((set) => set.assignmentLinks?.(exchange, device))),
    href: `/edev/${device.number}/fsa/1`,
    mRID: mridFactory(exchange.settings.enterpriseNumber).create(device.lfdi, 'function-set-assignments'),
    // Absent where it is too long.
    description: string32.write(device.meterId),
  }
}
