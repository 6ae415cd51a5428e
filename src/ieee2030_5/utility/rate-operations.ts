/** @module Poll and post rates as operators set them. */

import * as z from 'zod'
import { defineOperation } from './define-operation.ts'
import { DEVICES } from './device.ts'
import { deviceNamed } from './devices/device-operations.ts'
import { OperationError } from './operation.ts'
import { RATES, ratesOf } from './rates.ts'

/** A day [s]. */
const SLOWEST = 86_400
const rateInput = z.int().min(1).max(SLOWEST)

export const rateOperations = [
  defineOperation({
    name: 'rates.set',
    summary: 'Sets how often devices poll and post, or how often one device posts.',
    input: z.strictObject({
      pollRateSeconds: rateInput.describe('Between two polls, 1 to 86400 [s].').optional(),
      postRateSeconds: rateInput.describe('Between two posts, 1 to 86400 [s].').optional(),
      device: z
        .string()
        .describe(
          'Meter, LFDI or SFDI of the device whose post rate it is; if left out, all that have none of their own.',
        )
        .optional(),
    }),
    apply(context, { pollRateSeconds, postRateSeconds, device: name }) {
      const { state, now } = context
      if (name === undefined) {
        const { pollRate, postRate } = ratesOf(context)
        const rates = { pollRate: pollRateSeconds ?? pollRate, postRate: postRateSeconds ?? postRate }
        state.at(RATES).set('current', rates)
        return { pollRateSeconds: rates.pollRate, postRateSeconds: rates.postRate, device: null }
      }
      if (pollRateSeconds !== undefined) {
        throw new OperationError(
          'value',
          'pollRateSeconds',
          'pollRateSeconds: expected none with device, it is for all',
        )
      }
      const device = deviceNamed(state, name)
      const postRate = postRateSeconds ?? null
      state.at(DEVICES).set(device.lfdi, { ...device, postRate, changedAt: now })
      return { pollRateSeconds: null, postRateSeconds: postRate, device: device.lfdi }
    },
  }),
  defineOperation({
    name: 'rates.get',
    reads: true,
    summary: 'Shows how often devices poll and post.',
    input: z.strictObject({}),
    apply(context) {
      const { pollRate, postRate } = ratesOf(context)
      return { pollRateSeconds: pollRate, postRateSeconds: postRate }
    },
  }),
]
