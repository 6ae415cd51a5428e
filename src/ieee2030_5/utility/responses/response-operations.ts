/** @module What became of an event, device by device, as operators see it. */

import * as z from 'zod'
import { RESPONSE_STATUS } from '../../model/response.ts'
import { defineOperation } from '../define-operation.ts'
import { DEVICES } from '../device.ts'
import { OperationError } from '../operation.ts'
import { eventInput } from '../scheduling/event-operations.ts'
import { EVENTS } from '../scheduling/scheduled-event.ts'
import { RESPONSES } from './response-records.ts'

const STATUS_NAMES = new Map<number, string>(Object.entries(RESPONSE_STATUS).map(([name, status]) => [status, name]))

export const responseOperations = [
  defineOperation({
    name: 'responses.list',
    reads: true,
    summary: 'Lists which device has answered what to an event, and when.',
    input: z.strictObject({ event: eventInput }),
    apply({ state }, { event }) {
      const mrid = event.toUpperCase()
      if (state.at(EVENTS).get(mrid) === undefined) {
        throw new OperationError('missing', 'event', `event = ${event}: expected the mRID of an event`)
      }
      return [...state.at(RESPONSES).values()]
        .filter(({ subject }) => subject === mrid)
        .sort((a, b) => a.createdAt - b.createdAt || a.number - b.number)
        .map(({ lfdi, status, createdAt }) => ({
          device: lfdi,
          meterId: state.at(DEVICES).get(lfdi)?.meterId ?? '',
          status,
          statusName: STATUS_NAMES.get(status) ?? '',
          at: createdAt,
        }))
    },
  }),
]
