/** @module The full model in memory beside the reference loop. */

import { benchSimulation, TICKS_PER_DAY } from './bench-simulation.ts'
import { ReferenceLoop } from './reference-loop.ts'
import { processorNs, ratioOf, type Spread, spreadOf, timeInTurns } from './rounds.ts'

export interface InMemoryResult {
  readonly modelNs: Spread
  readonly referenceNs: Spread
  /** Speed of the model as a share of the reference's. */
  readonly ratio: Spread
}

/** Costs per reading [processor ns]; a round is a day of the fleet. */
export async function measureInMemory(meters: number, rounds: number): Promise<InMemoryResult> {
  const simulation = await benchSimulation(meters)
  const reference = new ReferenceLoop(meters)
  const advanceModel = async (): Promise<void> => {
    for (let tick = 0; tick < TICKS_PER_DAY; tick++) await simulation.advance()
  }
  const advanceReference = (): void => {
    for (let tick = 0; tick < TICKS_PER_DAY; tick++) reference.advance()
  }
  const [model, loop] = await timeInTurns(processorNs, [advanceModel, advanceReference], rounds, 2)
  const readings = TICKS_PER_DAY * meters
  return {
    modelNs: spreadOf(model.map((ns) => ns / readings)),
    referenceNs: spreadOf(loop.map((ns) => ns / readings)),
    ratio: ratioOf(loop, model),
  }
}
