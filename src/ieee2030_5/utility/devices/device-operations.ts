/** @module Who is let in, as operators say. */

import * as z from 'zod'
import { hasCheckDigit } from '../../pki/sfdi.ts'
import { DEVICES, type Device, REMOVED_DEVICES } from '../device.ts'
import { registerDevice } from '../device-registry.ts'
import { type AnyOperation, type Operation, OperationError } from '../operation.ts'
import type { UtilityState } from '../utility-state.ts'

const lfdi = z
  .string()
  .transform((text) => text.replaceAll('-', '').toUpperCase())
  .refine((text) => /^[0-9A-F]{40}$/.test(text), 'expected 40 hex digits')
const device = z.string().describe('Meter, LFDI or SFDI of the device.')

const list: Operation<object> = {
  name: 'devices.list',
  reads: true,
  summary: 'Lists the registered devices.',
  input: z.strictObject({}),
  // PINs are for those who register devices, not for whoever may look.
  apply: ({ state }) => [...state.at(DEVICES).values()].map(({ pin: _pin, ...shown }) => shown),
}

const addInput = z.strictObject({
  lfdi: lfdi.describe('LFDI: 40 hex digits, from the certificate of the device.'),
  pin: z.int().min(0).max(999_999).describe('PIN; made of the LFDI if left out.').optional(),
  meterId: z.string().max(100).describe('What people know it by.').optional(),
  postRateSeconds: z.int().min(1).max(86_400).describe('Between two posts, 1 to 86400 [s].').optional(),
})

const add: Operation<z.infer<typeof addInput>> = {
  name: 'devices.add',
  summary: 'Registers a device, so that it is let in.',
  input: addInput,
  apply({ state, settings, now }, { lfdi: longForm, pin, meterId, postRateSeconds }) {
    if (state.at(DEVICES).get(longForm) !== undefined) {
      throw new OperationError('conflict', 'lfdi', `lfdi = ${longForm}: expected one that is not registered yet`)
    }
    const known = { lfdi: longForm, pin: pin ?? settings.pinOf(longForm), postRate: postRateSeconds ?? null }
    state.at(REMOVED_DEVICES).delete(longForm)
    return registerDevice(state, meterId === undefined ? known : { ...known, meterId }, now)
  },
}

const remove: Operation<{ device: string }> = {
  name: 'devices.remove',
  summary: 'Takes a device out of the registry, with all it has left; its connections end.',
  input: z.strictObject({ device }),
  apply(context, { device: name }) {
    const found = deviceNamed(context.state, name)
    context.remove(found)
    context.state.at(REMOVED_DEVICES).set(found.lfdi, context.now)
    return found
  },
}

const enable: Operation<{ device: string; enabled: boolean }> = {
  name: 'devices.enable',
  summary: 'Lets a registered device in, or no longer; what it has left is kept.',
  input: z.strictObject({ device, enabled: z.boolean().describe('Whether it is let in.') }),
  apply({ state, now }, { device: name, enabled }) {
    const changed = { ...deviceNamed(state, name), enabled, changedAt: now }
    state.at(DEVICES).set(changed.lfdi, changed)
    return changed
  },
}

export const deviceOperations: readonly AnyOperation[] = [list, add, remove, enable]

/** @throws OperationError when there is none of that name */
export function deviceNamed(state: UtilityState, name: string): Device {
  const devices = state.at(DEVICES)
  const short = Number(name)
  const found =
    devices.get(name.replaceAll('-', '').toUpperCase()) ??
    [...devices.values()].find(({ meterId, sfdi }) => meterId === name || (sfdi === short && hasCheckDigit(short)))
  if (found !== undefined) return found
  throw new OperationError(
    'missing',
    'device',
    `device = ${name.slice(0, 100)}: expected a registered meter, LFDI or SFDI`,
  )
}
