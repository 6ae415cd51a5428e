/** @module Simulations to measure, made as the program makes them but from nothing outside the checkout. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { campusSite, parseCampusFile } from '../src/config/campus-file.ts'
import { resolveSettings } from '../src/config/load-settings.ts'
import { JournalWriter } from '../src/journal/journal-writer.ts'
import { BlockAppender } from '../src/run/block-appender.ts'
import { CampusSimulation } from '../src/run/campus-simulation.ts'
import { loadRunInputs, type RunInputs } from '../src/run/run-inputs.ts'

const CAMPUS_FILE = 'config/utcc_campus_config.json'
const START_MS = Date.parse('2025-01-01T06:00:00+07:00')
const INTERVAL_SECONDS = 900

/** Ticks of a simulated day: what a round covers where it can, since night is cheaper than noon. */
export const TICKS_PER_DAY = 86_400 / INTERVAL_SECONDS

/** What a run of the campus, or of a generated fleet, is made from. */
export function benchInputs(meters: number | 'campus', workers = 1): RunInputs {
  const campusFile = parseCampusFile(readFileSync(CAMPUS_FILE, 'utf8'), CAMPUS_FILE)
  const flags = {
    start: new Date(START_MS).toISOString(),
    duration: '365d',
    interval: String(INTERVAL_SECONDS),
    seed: '42',
    workers: String(workers),
    // The meters alone: the market is measured beside them.
    market: 'none',
    ...(meters === 'campus' ? {} : { meters: String(meters) }),
  }
  const sources = { flags, environment: {}, dotEnv: null, campusSettings: {}, campusFilePath: CAMPUS_FILE }
  const resolved = resolveSettings(sources)
  return loadRunInputs(resolved, campusSite(campusFile), campusFile)
}

/** Builds a simulation of the campus, or of a generated fleet. */
export async function benchSimulation(meters: number | 'campus', workers = 1): Promise<CampusSimulation> {
  const simulation = await CampusSimulation.create(benchInputs(meters, workers), START_MS, null)
  if (simulation === null) throw new Error('a simulation without a saved state was refused')
  return simulation
}

/** Meters of a simulation named as in `benchSimulation`. */
export function metersOf(meters: number | 'campus'): number {
  return meters === 'campus' ? 25 : meters
}

/** A journal to write ticks to, as a batch run does. */
export class BenchJournal {
  readonly #path: string
  #writer: JournalWriter
  #appender: BlockAppender

  private constructor(path: string, writer: JournalWriter) {
    this.#path = path
    this.#writer = writer
    this.#appender = new BlockAppender(writer)
  }

  static async open(folder: string, name: string): Promise<BenchJournal> {
    const path = join(folder, `${name}.jsonl`)
    return new BenchJournal(path, await JournalWriter.open(path))
  }

  /** Bytes taken since the journal was last emptied. */
  get length(): number {
    return this.#appender.length
  }

  /** Writes the readings of the simulation's present tick. */
  async write(simulation: CampusSimulation): Promise<void> {
    await simulation.write((lines) => this.#appender.take(lines))
    await this.#appender.endTick()
  }

  /** Resolves when the last whole blocks have left the process; the disk may still be busy with them. */
  async settle(): Promise<void> {
    await this.#writer.append(new Uint8Array(0))
  }

  /** Starts over: a long measurement fits a small disk, and no round waits for the disk to catch up with another. */
  async empty(): Promise<void> {
    await this.close()
    this.#writer = await JournalWriter.open(this.#path, 0)
    this.#appender = new BlockAppender(this.#writer)
  }

  async close(): Promise<void> {
    await this.#appender.flush()
    await this.#writer.close()
  }
}
