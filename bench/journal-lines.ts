/** @module Computing and writing journal lines beside formatting and writing the very same lines. */

import { BenchJournal, benchSimulation } from './bench-simulation.ts'
import { ratioOf, type Spread, spreadOf, timeNs, wallNs } from './rounds.ts'

export interface JournalLinesResult {
  readonly programNs: Spread
  readonly referenceNs: Spread
  /** Speed of the program as a share of the reference's. */
  readonly ratio: Spread
  readonly bytesPerLine: number
}

/** Costs per line [ns]; a round is a tick of the fleet, first computed and written, then written once more. */
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
  const program: number[] = []
  const reference: number[] = []
  let bytes = 0
  for (let round = -warmUp; round < rounds; round++) {
    await journal.empty()
    const programNs = await timeNs(wallNs, computeAndWriteTick)
    bytes = journal.length
    await journal.empty()
    const referenceNs = await timeNs(wallNs, writeTick)
    if (round >= 0) {
      program.push(programNs / meters)
      reference.push(referenceNs / meters)
    }
  }
  await journal.close()
  return {
    programNs: spreadOf(program),
    referenceNs: spreadOf(reference),
    ratio: ratioOf(reference, program),
    bytesPerLine: bytes / meters,
  }
}
