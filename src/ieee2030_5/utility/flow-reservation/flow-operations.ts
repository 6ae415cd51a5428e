/** @module How much flow is granted, as operators set it. */

import * as z from 'zod'
import { defineOperation } from '../define-operation.ts'
import { FLOW_LIMITS, FLOW_REQUESTS } from './flow-reservation-records.ts'

const MOST_POWER = 1e9

export const flowOperations = [
  defineOperation({
    name: 'reservations.limit',
    summary: 'Limits the power that is granted to batteries and vehicles at one time, from the next request on.',
    input: z.strictObject({
      powerW: z
        .number()
        .min(0)
        .max(MOST_POWER)
        .nullable()
        .describe('Most power of all together [W]; null for no limit.'),
    }),
    apply({ state }, limit) {
      state.at(FLOW_LIMITS).set('current', limit)
      return limit
    },
  }),
  defineOperation({
    name: 'reservations.list',
    reads: true,
    summary: 'Lists the requests for power of batteries and vehicles.',
    input: z.strictObject({}),
    apply: ({ state }) =>
      [...state.at(FLOW_REQUESTS).values()].map(({ href, request, answer }) => ({ request: href, answer, ...request })),
  }),
]
