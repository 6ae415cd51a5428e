/** @module What a device is and who made it. */

import { hexBinary32, hexBinary64, hexBinary160 } from './hex-binary.ts'
import { code, pen, time } from './integers.ts'
import { activePower, realEnergy } from './quantities.ts'
import { list, listLink, pollRate, resource } from './resource.ts'
import { extend, many, objectType, optional, required } from './table.ts'
import { locale, string32 } from './texts.ts'
import type { TypeOf } from './type-of.ts'

export const POWER_SOURCE = { none: 0, mains: 1, battery: 2, localGeneration: 3, emergency: 4, unknown: 5 } as const
export const powerSource = code('PowerSourceType')

const drlcCapabilities = objectType('DRLCCapabilities', {
  /** Mean energy per hour. */
  averageEnergy: required(realEnergy),
  maxDemand: required(activePower),
  optionsImplemented: required(hexBinary32),
})

/** Decimal degrees, as text. */
const gpsLocation = objectType('GPSLocationType', { lat: required(string32), lon: required(string32) })

export const deviceInformation = extend(
  resource,
  'DeviceInformation',
  {
    DRLCCapabilities: optional(drlcCapabilities),
    functionsImplemented: optional(hexBinary64),
    gpsLocation: optional(gpsLocation),
    lFDI: required(hexBinary160),
    mfDate: required(time),
    mfHwVer: required(string32),
    mfID: required(pen),
    mfInfo: optional(string32),
    mfModel: required(string32),
    mfSerNum: required(string32),
    primaryPower: required(powerSource),
    secondaryPower: required(powerSource),
    SupportedLocaleListLink: optional(listLink),
    swActTime: required(time),
    swVer: required(string32),
  },
  pollRate,
)

export const supportedLocale = extend(resource, 'SupportedLocale', { locale: required(locale) })
export const supportedLocaleList = extend(list, 'SupportedLocaleList', { SupportedLocale: many(supportedLocale) })

export type DeviceInformation = TypeOf<typeof deviceInformation>
