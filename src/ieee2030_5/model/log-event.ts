/** @module What a device reports to have happened to it. */

import { code, pen, time, uint8, uint16, uint32 } from './integers.ts'
import { pollRate, resource, subscribableList } from './resource.ts'
import { extend, many, optional, required } from './table.ts'
import { string32 } from './texts.ts'
import type { TypeOf } from './type-of.ts'

/** Function sets as log events number them. */
export const LOG_FUNCTION_SET = {
  general: 0,
  subscription: 1,
  endDevice: 2,
  functionSetAssignments: 3,
  response: 4,
  demandResponse: 5,
  metering: 6,
  pricing: 7,
  messaging: 8,
  billing: 9,
  prepayment: 10,
  der: 11,
  time: 12,
  softwareDownload: 13,
  deviceInformation: 14,
  powerStatus: 15,
  networkStatus: 16,
  logEvent: 17,
  configuration: 18,
  security: 19,
} as const

/** Who defined the codes. */
export const LOG_PROFILE = { none: 0, vendor: 1, ieee2030_5: 2, homeAutomation: 3, buildingAutomation: 4 } as const

/**
 * Enterprise number under which the codes of the standard are, which are not those of who sends them.
 *
 * @see IEEE Std 2030.5-2018, 6.11 (the arc of its certificate policies) and schema version 2.1.0, LogEvent
 */
export const STANDARD_PEN = 40_732

export const logEvent = extend(resource, 'LogEvent', {
  createdDateTime: required(time),
  details: optional(string32),
  extendedData: optional(uint32),
  functionSet: required(code('UInt8')),
  logEventCode: required(uint8),
  logEventID: required(uint16),
  logEventPEN: required(pen),
  profileID: required(code('UInt8')),
})
export const logEventList = extend(subscribableList, 'LogEventList', { LogEvent: many(logEvent) }, pollRate)

export type LogEvent = TypeOf<typeof logEvent>
export type LogEventList = TypeOf<typeof logEventList>
