import { describe, expect, it } from 'vitest'
import { CampusSimulation } from '../run/campus-simulation.ts'
import { START_MS, testInputs, UTCC_SITE } from '../run/run-inputs.fixture.ts'
import type { RunInputs } from '../run/run-inputs.ts'
import { TestEngine } from '../run/test-engine.fixture.ts'
import { takeSnapshot } from './take-snapshot.ts'

const HOUR_MS = 3_600_000
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

/** A snapshot after some ticks, and the columns it was taken of. */
function snapshotAfter(ticks: number, inputs: RunInputs, startMs: number) {
  const engine = new TestEngine(inputs, startMs)
  for (let tick = 0; tick < ticks; tick++) {
    engine.advance()
  }
  const { batch, memory, totals, tallies } = engine
  const { fleet, settings } = inputs
  const source = { site: UTCC_SITE, fleet, batch, state: memory.state, totals, tallies, lastSlot: null }
  return { ...engine.memory, snapshot: takeSnapshot({ ...source, intervalSeconds: settings.intervalSeconds }) }
}

describe('takeSnapshot', () => {
  const inputs = testInputs({ intervalSeconds: 900 })
  const noon = snapshotAfter(4, inputs, START_MS + 11 * HOUR_MS)
  const { snapshot, columns, state } = noon

  it('tells where and when the campus stands', () => {
    expect(snapshot).toMatchObject({
      campus: 'UTCC University',
      timeZone: 'Asia/Bangkok',
      tick: 4,
      timeMs: START_MS + 12 * HOUR_MS,
      intervalSeconds: 900,
    })
    expect(snapshot.sunElevationDeg).toBeGreaterThan(60)
  })

  it('gives mean powers: four times the energy of a quarter hour', () => {
    snapshot.meters.forEach((meter, i) => {
      expect(meter.meterId).toBe(inputs.fleet.meter(i).meterId)
      expect(meter.generationKw).toBeCloseTo((4 * columns.generated[i]) / 1e6, 9)
      expect(meter.loadKw).toBeCloseTo((4 * columns.consumed[i]) / 1e6, 9)
      expect(meter.gridKw).toBeCloseTo((4 * (columns.imported[i] - columns.exported[i])) / 1e6, 9)
      expect(meter.batteryKw).toBeCloseTo((4 * (columns.charged[i] - columns.discharged[i])) / 1e6, 9)
      expect(meter.voltageV).toBe(columns.voltage[i])
      expect(meter.stateOfChargePercent).toBe(inputs.fleet.meter(i).battery === null ? null : columns.stateOfCharge[i])
    })
  })

  it('adds up what its meters show', () => {
    const { meters } = snapshot
    expect(snapshot.generationKw).toBeCloseTo(sum(meters.map(({ generationKw }) => generationKw)), 6)
    expect(snapshot.loadKw).toBeCloseTo(sum(meters.map(({ loadKw }) => loadKw)), 6)
    expect(snapshot.batteryKw).toBeCloseTo(sum(meters.map(({ batteryKw }) => batteryKw)), 6)
    expect(snapshot.importKw - snapshot.exportKw).toBeCloseTo(sum(meters.map(({ gridKw }) => gridKw)), 6)
    expect(snapshot.generationKw + snapshot.importKw).toBeCloseTo(
      snapshot.loadKw + snapshot.batteryKw + snapshot.exportKw,
      6,
    )
  })

  it('weights the mean state of charge by capacity', () => {
    const stored = sum([...state.stored])
    expect(snapshot.stateOfChargePercent).toBeCloseTo((100 * stored) / sum([...state.batteryCapacity]), 9)
  })

  it('covers at night what batteries cover of the load, behind each meter', () => {
    const { snapshot: night, columns: dark } = snapshotAfter(1, inputs, START_MS + 22 * HOUR_MS)
    expect(night.generationKw).toBe(0)
    expect(night.selfSufficiency).toBeCloseTo(sum([...dark.discharged]) / sum([...dark.consumed]), 9)
    expect(night.selfSufficiency).toBeGreaterThan(0)
  })

  it('leaves open what there is none of: batteries, load', () => {
    const consumers = testInputs({ meters: 3, meterTypeShares: [0, 1, 0, 0] })
    expect(snapshotAfter(1, consumers, START_MS).snapshot.stateOfChargePercent).toBeNull()
    const { fleet } = consumers
    const idle = { ...fleet, meter: (i: number) => ({ ...fleet.meter(i), capacityKw: 0 }) }
    expect(snapshotAfter(1, { ...consumers, fleet: idle }, START_MS).snapshot.selfSufficiency).toBeNull()
  })

  it('shows the first 500 meters of a large fleet and the sums of all', () => {
    const { snapshot: many, columns: all } = snapshotAfter(1, testInputs({ meters: 600 }), START_MS)
    expect(many.meters).toHaveLength(500)
    expect(many.loadKw).toBeCloseTo((240 * sum([...all.consumed])) / 1e6, 6)
  })

  it('is what a simulation hands out', async () => {
    const simulation = await CampusSimulation.create(inputs, START_MS + 11 * HOUR_MS, null)
    for (let tick = 0; tick < 4; tick++) {
      await simulation?.advance()
    }
    expect({ ...simulation?.snapshot(), market: null }).toEqual(snapshot)
  })
})
