/** @module What meters that can fail remember: their last message, and how far their registers lag behind the truth. */

import type { Columns } from '../shared-array.ts'

/** Columns of a message, as in `ReadingColumns`. */
export const MESSAGE_COLUMNS = [
  'generated',
  'consumed',
  'charged',
  'discharged',
  'imported',
  'exported',
  'importRegister',
  'exportRegister',
  'generationRegister',
  'stateOfCharge',
  'voltage',
  'current',
  'powerFactor',
] as const
export type MessageColumn = (typeof MESSAGE_COLUMNS)[number]

/** `sentTick` is the tick of the last message, 0 for none; `isHeld` is 1 while it is still on its way. */
export const DEVICE_STATE = [
  ...MESSAGE_COLUMNS,
  'lostImport',
  'lostExport',
  'lostGeneration',
  'sentTick',
  'isHeld',
] as const

export type DeviceState = Columns<(typeof DEVICE_STATE)[number]>
