/** @module What the run tells of its batteries when it is asked. */

import type { BatteryRegisters } from '../simulation/battery-registers.ts'
import type { ControlAnswer, RunControl } from './run-control.ts'

/** @param simulation - null before the first tick */
export function batteryAnswer(simulation: { readonly batteries: BatteryRegisters } | null): ControlAnswer {
  if (simulation === null) return { kind: 'refused', reason: 'The simulation has not made its first tick yet.' }
  return { kind: 'done', output: simulation.batteries }
}

/** Asks for it; null where the run tells nothing. */
export async function askForBatteries(control: RunControl): Promise<BatteryRegisters | null> {
  const answer = await control.ask({ kind: 'batteries' })
  // What a run answers is of this program's own making: `batteryAnswer`.
  return answer.kind === 'done' ? (answer.output as BatteryRegisters) : null
}
