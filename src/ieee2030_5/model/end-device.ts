/** @module Devices as the server knows them, and their registration. */

import { deviceCategory } from './device-category.ts'
import { hexBinary160 } from './hex-binary.ts'
import { pin, sfdi, time, uint32 } from './integers.ts'
import { link, listLink, pollRate, resource, subscribableList, subscribableResource } from './resource.ts'
import { extend, many, optional, required } from './table.ts'
import { boolean } from './texts.ts'
import type { TypeOf } from './type-of.ts'

const abstractDevice = extend(subscribableResource, 'AbstractDevice', {
  ConfigurationLink: optional(link),
  DERListLink: optional(listLink),
  deviceCategory: optional(deviceCategory),
  DeviceInformationLink: optional(link),
  DeviceStatusLink: optional(link),
  FileStatusLink: optional(link),
  IPInterfaceListLink: optional(listLink),
  lFDI: optional(hexBinary160),
  LoadShedAvailabilityListLink: optional(listLink),
  LogEventListLink: optional(listLink),
  PowerStatusLink: optional(link),
  sFDI: required(sfdi),
})

export const endDevice = extend(abstractDevice, 'EndDevice', {
  changedTime: required(time),
  enabled: optional(boolean),
  FlowReservationRequestListLink: optional(listLink),
  FlowReservationResponseListLink: optional(listLink),
  FunctionSetAssignmentsListLink: optional(listLink),
  /** Seconds between two posts of the device. */
  postRate: optional(uint32),
  RegistrationLink: optional(link),
  SubscriptionListLink: optional(listLink),
})
export const endDeviceList = extend(subscribableList, 'EndDeviceList', { EndDevice: many(endDevice) }, pollRate)

/** The server itself. */
export const selfDevice = extend(abstractDevice, 'SelfDevice', {}, pollRate)

export const registration = extend(
  resource,
  'Registration',
  { dateTimeRegistered: required(time), pIN: required(pin) },
  pollRate,
)

export type EndDevice = TypeOf<typeof endDevice>
export type EndDeviceList = TypeOf<typeof endDeviceList>
export type SelfDevice = TypeOf<typeof selfDevice>
export type Registration = TypeOf<typeof registration>
