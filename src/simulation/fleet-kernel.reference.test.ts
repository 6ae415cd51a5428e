import { describe, expect, it } from 'vitest'
import { DISPATCH_STRATEGIES } from '../campus/meter.ts'
import { parseLoadCsv } from '../physics/load/load-replay.ts'
import { START_MS, testInputs, utccCampusFile } from '../run/run-inputs.fixture.ts'
import type { RunInputs } from '../run/run-inputs.ts'
import { TestEngine } from '../run/test-engine.fixture.ts'
import { ReferenceEngine } from './reference-engine.fixture.ts'

const WHOLE = [
  'generated',
  'consumed',
  'charged',
  'discharged',
  'imported',
  'exported',
  'importRegister',
  'exportRegister',
  'generationRegister',
] as const
const REAL = ['voltage', 'current', 'powerFactor'] as const
/** Sums along a feeder are taken in another order; nothing else may differ. */
const RELATIVE = 1e-9
const HOUR_MS = 3_600_000

/** Runs both engines side by side and lists every number they disagree on. */
function disagreements(inputs: RunInputs, startMs: number, ticks: number): string[] {
  const { fleet, settings, site, loadReplay } = inputs
  const engine = new TestEngine(inputs, startMs)
  const reference = new ReferenceEngine(fleet, settings, site, startMs, loadReplay)
  const { columns } = engine.memory
  const found: string[] = []
  for (let tick = 1; tick <= ticks; tick++) {
    engine.advance()
    reference.advance().forEach((reading, i) => {
      const where = `tick ${tick}, ${fleet.meter(i).meterId}`
      for (const name of WHOLE) {
        if (columns[name][i] !== reading[name]) {
          found.push(`${where}: ${name} ${columns[name][i]} instead of ${reading[name]}`)
        }
      }
      for (const name of REAL) {
        if (!(Math.abs(columns[name][i] - reading[name]) <= RELATIVE * reading[name])) {
          found.push(`${where}: ${name} ${columns[name][i]} instead of ${reading[name]}`)
        }
      }
      const soc = reading.stateOfCharge ?? Number.NaN
      if (!Object.is(columns.stateOfCharge[i], soc)) {
        found.push(`${where}: stateOfCharge ${columns.stateOfCharge[i]} instead of ${soc}`)
      }
    })
  }
  return found
}

describe('the engine and its reference of plain objects', () => {
  it('agree on the UTCC campus over three days of quarter hours, a Sunday to a Tuesday', () => {
    expect(disagreements(testInputs({ intervalSeconds: 900 }), START_MS - 24 * HOUR_MS, 3 * 96)).toEqual([])
  })

  it('agree on the UTCC campus over two hours of 15 seconds at noon and one at sunrise', () => {
    const inputs = testInputs({ intervalSeconds: 15 })
    expect(disagreements(inputs, START_MS + 11 * HOUR_MS, 480)).toEqual([])
    expect(disagreements(inputs, START_MS + 6 * HOUR_MS, 240)).toEqual([])
  })

  it('agree whatever the batteries are for', () => {
    const campusFile = utccCampusFile()
    campusFile.meters.forEach(({ battery }, i) => {
      if (battery !== undefined) {
        battery.dispatch = DISPATCH_STRATEGIES[i % DISPATCH_STRATEGIES.length]
      }
    })
    expect(disagreements(testInputs({ intervalSeconds: 900 }, campusFile), START_MS, 2 * 96)).toEqual([])
  })

  it('agree on a generated fleet of 60 meters, whose second feeder is half full', () => {
    expect(disagreements(testInputs({ meters: 60, seed: 7, intervalSeconds: 900 }), START_MS, 2 * 96)).toEqual([])
  })

  it('agree where recorded loads replace the model for some meters and for some time', () => {
    const inputs = testInputs({ meters: 12, intervalSeconds: 900 })
    const at = (hour: number): string => new Date(START_MS + hour * HOUR_MS).toISOString()
    const csv =
      'timestamp,meter_id,kw\n' +
      `${at(5)},AMI_METER_003,1.25\n${at(6)},AMI_METER_003,0\n${at(6)},AMI_METER_011,7.5\n` +
      `${at(7)},AMI_METER_003,3.3333\n${at(9)},AMI_METER_011,0.1\n`
    const known = new Set(Array.from({ length: 12 }, (_, i) => inputs.fleet.meter(i).meterId))
    const loadReplay = parseLoadCsv(csv, 'load.csv', known)
    expect(disagreements({ ...inputs, loadReplay }, START_MS, 96)).toEqual([])
  })
})
