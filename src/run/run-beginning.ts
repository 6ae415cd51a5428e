/** @module What a run begins with: nothing, or what its checkpoint and its certificates hold. */

import { RunError } from '../errors/problem.ts'
import { CampusSimulation, type SavedSimulation } from './campus-simulation.ts'
import { readCertificates } from './certificate-stream.ts'
import type { RunInputs } from './run-inputs.ts'
import type { RunOpening } from './run-opening.ts'

/** Makes simulations of one run, each at the tick it begins with. */
export class RunBeginning {
  readonly #inputs: RunInputs
  readonly #startMs: number
  readonly #saved: SavedSimulation | null

  private constructor(inputs: RunInputs, startMs: number, saved: SavedSimulation | null) {
    this.#inputs = inputs
    this.#startMs = startMs
    this.#saved = saved
  }

  /** Reads the certificates before the checkpoint, if there is one. */
  static async load(inputs: RunInputs, { startMs, resumed }: RunOpening): Promise<RunBeginning> {
    if (resumed === null) {
      return new RunBeginning(inputs, startMs, null)
    }
    const { header, columns } = resumed
    const length = header.streams.renewable_certificates
    const certificates = await readCertificates(inputs.settings.outputFile, length)
    return new RunBeginning(inputs, startMs, { tick: header.tick, columns, certificates })
  }

  /**
   * Hands a new simulation to `use`.
   *
   * @returns the simulation; the caller closes it, unless `use` fails
   */
  async simulate(use: (simulation: CampusSimulation) => Promise<void>): Promise<CampusSimulation> {
    const simulation = await CampusSimulation.create(this.#inputs, this.#startMs, this.#saved)
    if (simulation === null) {
      throw new RunError('The checkpoint does not fit this fleet. Start over with --fresh, or give another --output.')
    }
    try {
      await use(simulation)
      return simulation
    } catch (error) {
      await simulation.close()
      throw error
    }
  }
}
