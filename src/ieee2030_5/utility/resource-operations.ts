/** @module What devices are shown, for people who look at what the server serves. */

import * as z from 'zod'
import { defineOperation } from './define-operation.ts'
import { deviceNamed } from './devices/device-operations.ts'

export const resourceOperations = [
  defineOperation({
    name: 'resources.read',
    reads: true,
    summary: 'Shows a resource as the document that a device would be sent.',
    input: z.strictObject({
      device: z.string().describe('Meter, LFDI or SFDI of the device.'),
      target: z.string().startsWith('/').max(500).describe('Path and query, such as `/edev?l=10`.'),
    }),
    apply({ state, readAs }, { device, target }) {
      const { status, body } = readAs(deviceNamed(state, device).lfdi, target)
      return { status, document: body === null ? '' : new TextDecoder().decode(body) }
    },
  }),
]
