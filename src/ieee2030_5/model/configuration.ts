/** @module How a device is set up. */

import { int32, time, timeOffset, uint32 } from './integers.ts'
import { dstRule } from './intervals.ts'
import { link, list, listLink, pollRate, resource, subscribableResource } from './resource.ts'
import { extend, many, objectType, optional, required } from './table.ts'
import { locale, string32 } from './texts.ts'
import type { TypeOf } from './type-of.ts'

const powerConfiguration = objectType('PowerConfiguration', {
  batteryInstallTime: optional(time),
  /** Remaining time below which the battery counts as low [s]. */
  lowChargeThreshold: optional(uint32),
})

const timeConfiguration = objectType('TimeConfiguration', {
  dstEndRule: required(dstRule),
  dstOffset: required(timeOffset),
  dstStartRule: required(dstRule),
  tzOffset: required(timeOffset),
})

export const configuration = extend(
  subscribableResource,
  'Configuration',
  {
    currentLocale: required(locale),
    PowerConfiguration: optional(powerConfiguration),
    PriceResponseCfgListLink: optional(listLink),
    TimeConfiguration: optional(timeConfiguration),
    userDeviceName: required(string32),
  },
  pollRate,
)

/** Prices below which to consume and above which to reduce as far as possible. */
export const priceResponseCfg = extend(resource, 'PriceResponseCfg', {
  consumeThreshold: required(int32),
  maxReductionThreshold: required(int32),
  RateComponentLink: required(link),
})
export const priceResponseCfgList = extend(list, 'PriceResponseCfgList', { PriceResponseCfg: many(priceResponseCfg) })

export type Configuration = TypeOf<typeof configuration>
export type PriceResponseCfg = TypeOf<typeof priceResponseCfg>
