/** @module Load controls as events for a device. */

import type { DemandResponseProgram, EndDeviceControl } from '../model/demand-response.ts'
import type { ProgramEvent } from './program-event.ts'

/** What a device reads of one program. */
export interface DemandResponseDocuments {
  readonly program: DemandResponseProgram
  readonly controls: readonly EndDeviceControl[]
}

/** The one target of load controls. */
export const LOAD_TARGET = 'load'

/** @param categories - of the device, bits of DEVICE_CATEGORY */
export function loadEvents(
  programs: readonly DemandResponseDocuments[],
  categories: number,
): ProgramEvent<EndDeviceControl>[] {
  throw new Error(`not there yet: ${programs.length} ${categories}`)
}
