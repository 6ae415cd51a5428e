/** @module One worker beside two, in memory and writing. */

import { BenchJournal, benchSimulation } from './bench-simulation.ts'
import { ratioOf, type Spread, spreadOf, timeInTurns, wallNs } from './rounds.ts'

export interface WorkerThreadsResult {
  readonly oneNs: Spread
  readonly twoNs: Spread
  readonly speedUp: Spread
}

export interface WorkerThreadsArguments {
  readonly meters: number
  /** Where to write the readings; null keeps them in memory. */
  readonly folder: string | null
  readonly ticksPerRound: number
  readonly rounds: number
}

/** Costs per reading [ns] with one and with two workers in turns. */
export async function measureWorkerThreads(options: WorkerThreadsArguments): Promise<WorkerThreadsResult> {
  const { meters, folder, ticksPerRound, rounds } = options
  const [one, two] = await Promise.all([1, 2].map((workers) => advancing(meters, workers, folder, ticksPerRound)))
  const [oneTimes, twoTimes] = await timeInTurns(wallNs, [one.round, two.round], rounds, 2)
  await one.close()
  await two.close()
  const readings = meters * ticksPerRound
  return {
    oneNs: spreadOf(oneTimes.map((ns) => ns / readings)),
    twoNs: spreadOf(twoTimes.map((ns) => ns / readings)),
    speedUp: ratioOf(oneTimes, twoTimes),
  }
}

async function advancing(meters: number, workers: number, folder: string | null, ticks: number) {
  const simulation = await benchSimulation(meters, workers)
  const journal = folder === null ? null : await BenchJournal.open(folder, `workers-${workers}`)
  return {
    async round(): Promise<void> {
      for (let tick = 0; tick < ticks; tick++) {
        await simulation.advance()
        await journal?.write(simulation)
      }
    },
    async close(): Promise<void> {
      await journal?.close()
      await simulation.close()
    },
  }
}
