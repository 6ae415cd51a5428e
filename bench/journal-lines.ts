/** @module Computing and writing journal lines beside formatting and writing the very same lines. */

import { BenchJournal, benchSimulation } from './bench-simulation.ts'
import { processorNs, ratioOf, type Spread, spreadOf, timeNs, type Work, wallNs } from './rounds.ts'

/** One of the two, by line [ns]. */
export interface LineCost {
  readonly wallNs: Spread
  readonly processorNs: Spread
}

export interface JournalLinesResult {
  readonly program: LineCost
  readonly reference: LineCost
  /** Speed of the program as a share of the reference's, by either clock. */
  readonly wallRatio: Spread
  readonly processorRatio: Spread
  readonly bytesPerLine: number
}

/** Times both clocks of every call. */
class TwoClocks {
  readonly wall: number[] = []
  readonly processor: number[] = []

  async time(work: Work): Promise<void> {
    const busy = await timeNs(processorNs, async () => {
      this.wall.push(await timeNs(wallNs, work))
    })
    this.processor.push(busy)
  }

  perLine(lines: number): LineCost {
    const spread = (times: readonly number[]): Spread => spreadOf(times.map((ns) => ns / lines))
    return { wallNs: spread(this.wall), processorNs: spread(this.processor) }
  }
}

/** Costs per line; a round is a tick of the fleet, first computed and written, then written once more. */
export async function measureJournalLines(meters: number, rounds: number, folder: string): Promise<JournalLinesResult> {
  const warmUp = 3
  const simulation = await benchSimulation(meters)
  const journal = await BenchJournal.open(folder, 'lines')
  const writeTick = async (): Promise<void> => {
    await journal.write(simulation)
    await journal.settle()
  }
  const computeAndWriteTick = async (): Promise<void> => {
    await simulation.advance()
    await writeTick()
  }
  const program = new TwoClocks()
  const reference = new TwoClocks()
  let bytes = 0
  for (let round = -warmUp; round < rounds; round++) {
    await journal.empty()
    await (round < 0 ? computeAndWriteTick() : program.time(computeAndWriteTick))
    bytes = journal.length
    await journal.empty()
    await (round < 0 ? writeTick() : reference.time(writeTick))
  }
  await journal.close()
  return {
    program: program.perLine(meters),
    reference: reference.perLine(meters),
    wallRatio: ratioOf(reference.wall, program.wall),
    processorRatio: ratioOf(reference.processor, program.processor),
    bytesPerLine: bytes / meters,
  }
}
