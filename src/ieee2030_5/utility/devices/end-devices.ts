/**
 * @module EndDevice: each device sees its own entry, and may make it where the server is set so.
 *
 * @see IEEE Std 2030.5-2018, 10.4 (End Device), 10.5 (Registration)
 */

import { type EndDevice, endDevice, endDeviceList, registration } from '../../model/end-device.ts'
import { ERROR_REASON } from '../../model/error.ts'
import { ofDevice } from '../access.ts'
import { DEVICES, type Device, deviceByNumber, REMOVED_DEVICES } from '../device.ts'
import { registerDevice, removeDevice } from '../device-registry.ts'
import type { Exchange, FunctionSet } from '../function-set.ts'
import { pageOf } from '../list-query.ts'
import { mergedLinks } from '../merged-links.ts'
import { pollRateOf, ratesOf } from '../rates.ts'
import { Refusal } from '../refusal.ts'
import { changed, created, document, type Reply } from '../reply.ts'
import { NUMBERS } from '../utility-state.ts'
import { deviceOperations } from './device-operations.ts'

const PATH = '/edev'

export const endDeviceFunctionSet: FunctionSet = {
  collections: [DEVICES, REMOVED_DEVICES, NUMBERS],
  operations: deviceOperations,
  routes: [
    { path: PATH, audience: 'anyone', get: readDevices, post: enterDevice },
    { path: `${PATH}/{device}`, audience: ofDevice, get: readDevice, put: changeDevice, delete: leave },
    { path: `${PATH}/{device}/rg`, audience: ofDevice, get: readRegistration },
  ],
  capabilityLinks: ({ caller }) => ({ EndDeviceListLink: { href: PATH, all: caller.device === null ? 0 : 1 } }),
  deviceLinks: (_exchange, { number }) => ({ RegistrationLink: { href: `${PATH}/${number}/rg` } }),
}

/** Whose resource a path below `/edev/{device}` is; only asked where the audience is the device. */
export function deviceOf({ state, params }: Exchange): Device {
  const device = deviceByNumber(state, params.device)
  if (device === undefined) throw new Refusal(404, `no device ${params.device}`)
  return device
}

function entryOf(exchange: Exchange, device: Device): EndDevice {
  return {
    ...mergedLinks(exchange.functionSets.map((set) => set.deviceLinks?.(exchange, device))),
    href: `${PATH}/${device.number}`,
    lFDI: device.lfdi,
    sFDI: device.sfdi,
    deviceCategory: device.deviceCategory ?? undefined,
    changedTime: device.changedAt,
    enabled: device.enabled,
    postRate: device.postRate ?? ratesOf(exchange).postRate,
  }
}

/** One entry at most, so that it is in the list's order: changedTime, then sFDI. */
function readDevices(exchange: Exchange): Reply {
  const { device } = exchange.caller
  const page = pageOf(device === null ? [] : [device], exchange.query)
  return document(endDeviceList, {
    href: PATH,
    pollRate: pollRateOf(exchange),
    all: page.all,
    results: page.results,
    EndDevice: page.entries.map((entry) => entryOf(exchange, entry)),
  })
}

function readDevice(exchange: Exchange): Reply {
  return document(endDevice, entryOf(exchange, deviceOf(exchange)))
}

function enterDevice(exchange: Exchange): Reply {
  const { state, settings, caller, now } = exchange
  const known = state.at(DEVICES).get(caller.lfdi)
  if (known?.enabled === false) throw new Refusal(403, `device ${caller.lfdi} is not let in`)
  if (!settings.inBandRegistration) throw new Refusal(403, 'devices do not enter themselves here')
  const { value } = exchange.body([endDevice])
  requireSelf(exchange, value)
  if (known !== undefined) {
    throw new Refusal(409, `device ${caller.lfdi} is registered already`, { reasonCode: ERROR_REASON.value })
  }
  const { number } = registerDevice(
    state,
    { lfdi: caller.lfdi, pin: settings.pinOf(caller.lfdi), deviceCategory: value.deviceCategory ?? null },
    now,
  )
  return created(`${PATH}/${number}`)
}

/** Of an entry only the kind of device is the device's to say; rates and links are the server's. */
function changeDevice(exchange: Exchange): Reply {
  const { value } = exchange.body([endDevice])
  requireSelf(exchange, value)
  const device = deviceOf(exchange)
  const deviceCategory = value.deviceCategory ?? null
  exchange.state.at(DEVICES).set(device.lfdi, { ...device, deviceCategory, changedAt: exchange.now })
  return changed()
}

/** Whoever may enter themselves may leave. */
function leave(exchange: Exchange): Reply {
  if (!exchange.settings.inBandRegistration) throw new Refusal(403, 'devices do not leave by themselves here')
  removeDevice(exchange.state, deviceOf(exchange), exchange.functionSets)
  return changed()
}

/** An entry has to be that of whoever sends it; a client may leave the LFDI out. */
function requireSelf({ caller }: Exchange, { lFDI, sFDI }: EndDevice): void {
  if (lFDI !== undefined && lFDI !== caller.lfdi) {
    throw new Refusal(403, `lFDI ${lFDI}: expected that of the certificate, ${caller.lfdi}`, {
      reasonCode: ERROR_REASON.value,
    })
  }
  if (sFDI !== caller.sfdi) {
    throw new Refusal(400, `sFDI ${sFDI}: expected that of the certificate, ${caller.sfdi}`, {
      reasonCode: ERROR_REASON.value,
    })
  }
}

function readRegistration(exchange: Exchange): Reply {
  const { registeredAt, pin } = deviceOf(exchange)
  return document(registration, {
    href: exchange.path,
    pollRate: pollRateOf(exchange),
    dateTimeRegistered: registeredAt,
    pIN: pin,
  })
}
