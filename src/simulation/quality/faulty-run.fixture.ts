/** @module The campus with faults, tick by tick: what happened beside what is written of it. */

import type { FaultKind } from '../../config/fault-vocabulary.ts'
import { type FaultsFile, parseFaultsFile } from '../../config/faults-file.ts'
import { START_MS, testInputs } from '../../run/run-inputs.fixture.ts'
import { TestEngine } from '../../run/test-engine.fixture.ts'
import { MESSAGE_COLUMNS, type MessageColumn } from '../faults/device-state.ts'
import { type QualityReason, reasonsOf } from './quality-reasons.ts'
import { summariseQuality } from './quality-summary.ts'
import { addTallies, TALLIES_LENGTH } from './quality-tallies.ts'

export type Values = Readonly<Record<MessageColumn, number>>

/** One meter's interval. */
export interface FaultyReading {
  readonly reasons: readonly QualityReason[]
  readonly truth: Values
  readonly written: Values
}

/** A fault of the meter under test: between these ticks, the last one included. */
export interface TestFault {
  readonly kind: FaultKind
  readonly first: number
  readonly last: number
  readonly [parameter: string]: unknown
}

export const INTERVAL_SECONDS = 900
const INTERVAL_MS = INTERVAL_SECONDS * 1000
const inputs = testInputs({ intervalSeconds: INTERVAL_SECONDS })
const IDS = new Set(Array.from({ length: inputs.fleet.size }, (_, i) => inputs.fleet.meter(i).meterId))

/** A faults file with faults of one meter. */
export function faultsOf(meter: number, startMs: number, faults: readonly TestFault[]): FaultsFile {
  const given = faults.map(({ first, last, ...fault }) => ({
    ...fault,
    meter_id: inputs.fleet.meter(meter).meterId,
    from: new Date(startMs + (first - 1) * INTERVAL_MS).toISOString(),
    until: new Date(startMs + last * INTERVAL_MS).toISOString(),
  }))
  return parseFaultsFile(JSON.stringify({ faults: given }), 'test', IDS)
}

/** Runs the campus from an hour of its first day, with faults of one meter; `readings[0]` is that of tick 1. */
export function faultyRun(options: { meter: number; hour: number; ticks: number; faults: readonly TestFault[] }) {
  const { meter, hour, ticks, faults } = options
  const startMs = START_MS + hour * 3_600_000
  const engine = new TestEngine({ ...inputs, faults: faultsOf(meter, startMs, faults) }, startMs)
  const tallies = new Float64Array(TALLIES_LENGTH)
  const readings: FaultyReading[] = []
  const others = new Set<QualityReason>()
  for (let tick = 1; tick <= ticks; tick++) {
    engine.advance()
    addTallies(tallies, engine.tallies)
    const { columns, readings: written } = engine.memory
    readings.push({
      reasons: reasonsOf(written.reasons[meter]),
      truth: valuesOf(columns, meter),
      written: valuesOf(written, meter),
    })
    written.reasons.forEach((mask, i) => {
      if (i !== meter) for (const reason of reasonsOf(mask)) others.add(reason)
    })
  }
  const summary = summariseQuality(tallies, ticks * inputs.fleet.size, true)
  return { readings, summary, others: [...others], meter: inputs.fleet.meter(meter) }
}

function valuesOf(columns: Readonly<Record<MessageColumn, Float64Array>>, i: number): Values {
  return Object.fromEntries(MESSAGE_COLUMNS.map((name) => [name, columns[name][i]])) as Values
}
