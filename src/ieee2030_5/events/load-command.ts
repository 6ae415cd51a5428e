/** @module A load control in the words of the simulation. */

import type { LoadControl } from '../../simulation/commands/command.ts'
import type { EndDeviceControl } from '../model/demand-response.ts'
import type { Mapped } from './der-command.ts'

/**
 * @param control - what is in effect; null when nothing is
 * @param usualLoadKw - what the load would be without it [kW], of which absolute reductions are a share
 */
export function loadCommand(control: EndDeviceControl | null, usualLoadKw: number): Mapped<LoadControl> {
  throw new Error(`not there yet: ${control?.mRID} ${usualLoadKw}`)
}
