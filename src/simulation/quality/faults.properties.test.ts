import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FAULT_KINDS, SPIKE_CHANNELS } from '../../config/fault-vocabulary.ts'
import type { FaultsFile } from '../../config/faults-file.ts'
import { CampusSimulation, type SavedSimulation } from '../../run/campus-simulation.ts'
import { START_MS, testInputs } from '../../run/run-inputs.fixture.ts'
import type { RunInputs } from '../../run/run-inputs.ts'
import { TestEngine } from '../../run/test-engine.fixture.ts'
import type { FleetLayout, FleetRange } from '../fleet-layout.ts'
import type { Reading } from '../readings/reading.ts'
import { READING_SCHEMA } from '../readings/reading-schema.ts'
import { qualityOf } from './quality-reasons.ts'

const INTERVAL_MS = 900_000
const TICKS = 24
const METERS = 100
const inputs = testInputs({ meters: METERS, intervalSeconds: 900, marketMechanism: 'none' })
/** Six in the morning: a few hours without and a few with sun. */
const RUN_START_MS = START_MS + 4 * 3_600_000

/** Any faults, also such as a file would not be allowed: a run must stand them all. */
const parameters = fc.record({
  channel: fc.constantFrom(...SPIKE_CHANNELS),
  factor: fc.double({ min: 0, max: 50, noNaN: true }),
  percentPerDay: fc.double({ min: -100, max: 100, noNaN: true }),
  seconds: fc.integer({ min: -1000, max: 1000 }),
  scale: fc.double({ min: 0, max: 1, noNaN: true }),
  setBackKwh: fc.double({ min: 0, max: 50, noNaN: true }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
})
const meterIds = fc.option(
  fc
    .uniqueArray(fc.integer({ min: 0, max: METERS - 1 }), { minLength: 1, maxLength: 30 })
    .map((meters) => meters.map((i) => inputs.fleet.meter(i).meterId)),
)
const faultsArbitrary: fc.Arbitrary<FaultsFile> = fc.record({
  faults: fc.array(
    fc
      .record({
        kind: fc.constantFrom(...FAULT_KINDS),
        meterIds,
        fromTick: fc.integer({ min: -2, max: TICKS }),
        ticks: fc.integer({ min: 1, max: TICKS }),
        parameters,
      })
      .map(({ fromTick, ticks, ...fault }) => ({
        ...fault,
        fromMs: RUN_START_MS + fromTick * INTERVAL_MS,
        untilMs: RUN_START_MS + (fromTick + ticks) * INTERVAL_MS,
      })),
    { maxLength: 12 },
  ),
  random: fc.array(
    fc.record({
      kind: fc.constantFrom(...FAULT_KINDS),
      meterIds,
      perMeterAndDay: fc.double({ min: 0, max: 1, noNaN: true }),
      shortestMs: fc.constant(INTERVAL_MS),
      longestMs: fc.integer({ min: INTERVAL_MS, max: 10 * INTERVAL_MS }),
      parameters,
    }),
    { maxLength: 4 },
  ),
})

/** A voltage next to nothing in the last message before some are missing. */
const voltageSpikeThenGap = (factor: number): FaultsFile => {
  const fault = (kind: 'spike' | 'gap', tick: number) => ({
    kind,
    meterIds: null,
    fromMs: RUN_START_MS + (tick - 1) * INTERVAL_MS,
    untilMs: RUN_START_MS + tick * INTERVAL_MS,
    parameters: {
      channel: 'voltage' as const,
      factor,
      percentPerDay: 0,
      seconds: 0,
      scale: 0,
      setBackKwh: 0,
      share: 0,
    },
  })
  return { faults: [fault('spike', 1), fault('gap', 2)], random: [] }
}

const withFaults = (faults: FaultsFile): RunInputs => ({ ...inputs, faults })

async function begin(faults: FaultsFile, saved: SavedSimulation | null = null): Promise<CampusSimulation> {
  const simulation = await CampusSimulation.create(withFaults(faults), RUN_START_MS, saved)
  if (simulation === null) throw new Error('the state fits')
  return simulation
}

async function lines(simulation: CampusSimulation, ticks: number): Promise<string[]> {
  const decoder = new TextDecoder()
  let text = ''
  for (let tick = 0; tick < ticks; tick++) {
    await simulation.advance()
    await simulation.write((part) => {
      text += decoder.decode(part, { stream: true })
    })
  }
  return text.trimEnd().split('\n')
}

function saved(simulation: CampusSimulation): SavedSimulation {
  const columns = [...simulation.save()].map(([name, column]): [string, Uint8Array] => [
    name,
    new Uint8Array(column.buffer, column.byteOffset, column.byteLength).slice(),
  ])
  return { tick: simulation.tick, columns: new Map(columns) }
}

describe('whatever goes wrong with meters', () => {
  it('there is one valid line per meter and tick, in the order of the fleet, and registers never fall', async () => {
    const validate = new Ajv2020().compile(READING_SCHEMA)
    await fc.assert(
      fc.asyncProperty(faultsArbitrary, async (faults) => {
        const simulation = await begin(faults)
        const written = await lines(simulation, TICKS)
        expect(written).toHaveLength(TICKS * METERS)
        const registers = new Float64Array(3 * METERS)
        let notGood = 0
        written.forEach((line, at) => {
          const reading: Reading = JSON.parse(line)
          const meter = at % METERS
          expect(reading.meter_id).toBe(inputs.fleet.meter(meter).meterId)
          const tick = 1 + Math.floor(at / METERS)
          expect(Date.parse(reading.timestamp)).toBe(RUN_START_MS + tick * INTERVAL_MS)
          if (!validate(reading)) throw new Error(`${line}: ${JSON.stringify(validate.errors)}`)
          const now = [reading.import_register, reading.export_register, reading.generation_register]
          now.forEach((register, k) => {
            expect(register).toBeGreaterThanOrEqual(registers[3 * meter + k])
            registers[3 * meter + k] = register
          })
          expect(reading.quality === 'good').toBe(reading.quality_reasons.length === 0)
          expect(reading.quality === 'estimated').toBe(reading.quality_reasons.includes('missing'))
          notGood += reading.quality === 'good' ? 0 : 1
          if (reading.quality !== 'suspect') {
            const into = reading.energy_generated + reading.battery_discharged + reading.energy_imported
            const out = reading.energy_consumed + reading.battery_charged + reading.energy_exported
            expect(Math.abs(into - out)).toBeLessThan(1e-9 * Math.max(1, into))
          }
        })
        const { quality } = simulation.summary()
        expect(quality.estimated + quality.suspect).toBe(notGood)
        expect(quality.good).toBe(TICKS * METERS - notGood)
      }),
      { numRuns: 20 },
    )
  })

  it('the truth is the same as without: physics, sums and certificates know nothing of faults', async () => {
    const sound = await CampusSimulation.create(inputs, RUN_START_MS, null)
    if (sound === null) throw new Error('a new simulation always fits')
    await lines(sound, TICKS)
    const { quality: _none, ...truth } = sound.summary()
    await fc.assert(
      fc.asyncProperty(faultsArbitrary, async (faults) => {
        const faulty = await begin(faults)
        await lines(faulty, TICKS)
        const { quality: _some, ...rest } = faulty.summary()
        expect(rest).toEqual(truth)
        expect(faulty.generationRegister).toEqual(sound.generationRegister)
      }),
      { numRuns: 10 },
    )
  })

  it('counts of what was found never exceed what there was', async () => {
    await fc.assert(
      fc.asyncProperty(faultsArbitrary, async (faults) => {
        const simulation = await begin(faults)
        await lines(simulation, TICKS)
        for (const { episodes, readings } of Object.values(simulation.summary().quality.faults ?? {})) {
          for (const { faulty, found, flagged, justified } of [episodes, readings]) {
            expect(found).toBeLessThanOrEqual(faulty)
            expect(justified).toBeLessThanOrEqual(flagged)
          }
          expect(episodes.faulty).toBeLessThanOrEqual(readings.faulty)
          expect(episodes.flagged).toBeLessThanOrEqual(readings.flagged)
          expect(episodes.found > 0).toBe(readings.found > 0)
        }
      }),
      { numRuns: 20 },
    )
  })

  it('a run that is saved and resumed at any tick writes the same and counts the same', async () => {
    await fc.assert(
      fc.asyncProperty(faultsArbitrary, fc.integer({ min: 0, max: TICKS }), async (faults, stop) => {
        const uninterrupted = await begin(faults)
        await lines(uninterrupted, stop)
        const resumed = await begin(faults, saved(uninterrupted))
        expect(await lines(resumed, 8)).toEqual(await lines(uninterrupted, 8))
        expect(saved(resumed)).toEqual(saved(uninterrupted))
        expect(resumed.summary()).toEqual(uninterrupted.summary())
        expect(resumed.snapshot()).toEqual(uninterrupted.snapshot())
      }),
      { numRuns: 15, examples: [[voltageSpikeThenGap(5e-324), 0]] },
    )
  })

  it('a fleet that is split at its feeders reads the same', () => {
    const halves = ({ fleet: { feeders, feederStart }, batteryStart }: FleetLayout): FleetRange[] =>
      [
        [0, 1],
        [1, feeders.length],
      ].map(([from, to]) => ({
        feeders: [from, to],
        meters: [feederStart[from], feederStart[to]],
        batteries: [batteryStart[from], batteryStart[to]],
      }))
    fc.assert(
      fc.property(faultsArbitrary, (faults) => {
        const whole = new TestEngine(withFaults(faults), RUN_START_MS)
        const split = new TestEngine(withFaults(faults), RUN_START_MS, halves)
        for (let tick = 0; tick < TICKS; tick++) {
          whole.advance()
          split.advance()
          expect(split.memory.readings).toEqual(whole.memory.readings)
          expect(split.tallies).toEqual(whole.tallies)
        }
        expect(split.memory.quality).toEqual(whole.memory.quality)
        expect(Array.from(whole.memory.readings.reasons, qualityOf)).toHaveLength(METERS)
      }),
      { numRuns: 10 },
    )
  })
})
