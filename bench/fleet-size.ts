/** @module What a reading costs in fleets of very different sizes. */

import { BenchJournal, benchSimulation, metersOf, TICKS_PER_DAY } from './bench-simulation.ts'
import { processorNs, type Spread, spreadOf, timeNs } from './rounds.ts'

export interface FleetSizeArguments {
  readonly meters: number | 'campus'
  /** Where to write the readings; null keeps them in memory. */
  readonly folder: string | null
  /** Readings of one round, rounded to whole days where a day is not more. */
  readonly readingsPerRound: number
  readonly rounds: number
}

/** Costs per reading [processor ns]. */
export async function measureFleetSize({
  meters,
  folder,
  readingsPerRound,
  rounds,
}: FleetSizeArguments): Promise<Spread> {
  const size = metersOf(meters)
  const simulation = await benchSimulation(meters)
  const journal = folder === null ? null : await BenchJournal.open(folder, 'readings')
  const days = Math.floor(readingsPerRound / (size * TICKS_PER_DAY))
  const ticks = days >= 1 ? days * TICKS_PER_DAY : Math.max(1, Math.round(readingsPerRound / size))
  const round = async (): Promise<void> => {
    for (let tick = 0; tick < ticks; tick++) {
      // As the program does: a small fleet does not wait for what is there at once.
      const advanced = simulation.advance()
      if (advanced !== undefined) await advanced
      if (journal !== null) await journal.write(simulation)
    }
  }
  await round()
  const times: number[] = []
  for (let k = 0; k < rounds; k++) {
    await journal?.empty()
    times.push((await timeNs(processorNs, round)) / (ticks * size))
  }
  await journal?.close()
  return spreadOf(times)
}
