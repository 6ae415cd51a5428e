/** @module The server's clock and time zone. */

import { code, time, timeOffset } from './integers.ts'
import { pollRate, resource } from './resource.ts'
import { extend, optional, required } from './table.ts'
import type { TypeOf } from './type-of.ts'

/** How good a clock is: from where it has its time. */
export const TIME_QUALITY = {
  authoritative: 3,
  fromAuthoritative: 4,
  manualOrLevel4: 5,
  fromLevel5: 6,
  uncoordinated: 7,
} as const

export const timeResource = extend(
  resource,
  'Time',
  {
    currentTime: required(time),
    dstEndTime: required(time),
    dstOffset: required(timeOffset),
    dstStartTime: required(time),
    localTime: optional(time),
    quality: required(code('UInt8')),
    tzOffset: required(timeOffset),
  },
  pollRate,
)

export type Time = TypeOf<typeof timeResource>
