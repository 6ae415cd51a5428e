import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { DISPATCH_STRATEGIES, type DispatchStrategyName, type Fleet, type Meter } from '../campus/meter.ts'
import { retentionPerInterval } from '../physics/battery/battery.ts'
import { BUILDING_CONSTANTS } from '../physics/load/building-constants.ts'
import { START_MS, testInputs } from '../run/run-inputs.fixture.ts'
import type { RunInputs } from '../run/run-inputs.ts'
import { TestEngine } from '../run/test-engine.fixture.ts'
import { type ArbitraryCommand, commandsArbitrary } from './commands/arbitrary-commands.fixture.ts'
import { readingObject } from './readings/reading-object.ts'
import { TOTAL, totalOf } from './tick-totals.ts'

const HOUR_MS = 3_600_000

/** Ticks in which runs are told something. */
const TOLD_TICKS = 20

/**
 * A generated fleet with another dispatch for each battery, in a run of any interval that starts at any hour, and what it
 * is told meanwhile.
 */
const runArbitrary = fc
  .record({
    seed: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
    meters: fc.integer({ min: 1, max: 50 }),
    intervalSeconds: fc.constantFrom(15, 60, 300, 900, 3600),
    weights: fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 4, maxLength: 4 }),
    dispatch: fc.array(fc.constantFrom(...DISPATCH_STRATEGIES), { minLength: 1, maxLength: 5 }),
    startHour: fc.integer({ min: 0, max: 365 * 24 }),
    commands: fc.option(commandsArbitrary(TOLD_TICKS)),
  })
  .map(({ weights, dispatch, startHour, commands, ...settings }) => {
    const sum = weights.reduce((a, b) => a + b, 0)
    const meterTypeShares = sum === 0 ? [0.25, 0.25, 0.25, 0.25] : weights.map((weight) => weight / sum)
    const inputs = testInputs({ ...settings, meterTypeShares })
    return {
      inputs: { ...inputs, fleet: withDispatch(inputs.fleet, dispatch) },
      startMs: START_MS + startHour * HOUR_MS,
      commands,
    }
  })

function withDispatch(fleet: Fleet, dispatch: readonly DispatchStrategyName[]): Fleet {
  const meters = Array.from({ length: fleet.size }, (_, i): Meter => {
    const meter = fleet.meter(i)
    const battery = meter.battery === null ? null : { ...meter.battery, dispatch: dispatch[i % dispatch.length] }
    return { ...meter, battery }
  })
  return { ...fleet, meter: (i) => meters[i] }
}

function tell({ controls, inputs }: TestEngine, tick: number, commands: readonly ArbitraryCommand[]): void {
  for (const command of commands.filter((each) => each.tick === tick)) {
    const told = command.of(inputs.fleet)
    if (told !== null) controls.apply(told, tick)
  }
}

/** Calls `check` after each of the first ticks of arbitrary runs; `begin` makes it before the first. */
function everyRun(ticks: number, begin: (engine: TestEngine, inputs: RunInputs) => () => void): void {
  fc.assert(
    fc.property(runArbitrary, ({ inputs, startMs, commands }) => {
      const engine = new TestEngine(inputs, startMs, undefined, commands !== null)
      const check = begin(engine, inputs)
      for (let tick = 1; tick <= ticks; tick++) {
        tell(engine, tick, commands ?? [])
        engine.advance()
        check()
      }
    }),
    { numRuns: 15 },
  )
}

/** Calls `check` after each of the first ticks of arbitrary runs. */
function everyTick(ticks: number, check: (engine: TestEngine, inputs: RunInputs) => void): void {
  everyRun(ticks, (engine, inputs) => () => check(engine, inputs))
}

const meters = ({ fleet }: RunInputs): Meter[] => Array.from({ length: fleet.size }, (_, i) => fleet.meter(i))

describe('every reading', () => {
  beforeAll(() => {
    // Day profiles of all building types are made once; their cost belongs to no property.
    new TestEngine(testInputs({ meters: 1 }), START_MS).advance()
  })

  it('balances to the milliwatt-hour and never imports and exports at once', () => {
    everyTick(30, ({ memory: { columns } }, { fleet }) => {
      const { generated, consumed, charged, discharged, imported, exported } = columns
      for (let i = 0; i < fleet.size; i++) {
        const energies = [generated[i], consumed[i], charged[i], discharged[i], imported[i], exported[i]]
        expect(energies.every((energy) => Number.isSafeInteger(energy) && energy >= 0)).toBe(true)
        expect(generated[i] + discharged[i] + imported[i]).toBe(consumed[i] + charged[i] + exported[i])
        expect(Math.min(imported[i], exported[i])).toBe(0)
        expect(Math.min(charged[i], discharged[i])).toBe(0)
      }
    })
  })

  it('defines surplus, deficit, available for sale and needed from the grid as the documentation does', () => {
    everyTick(10, ({ batch }, inputs) => {
      const { intervalSeconds, carbonOffsetRate } = inputs.settings
      meters(inputs).forEach((meter, i) => {
        const reading = readingObject(meter, batch, i, { intervalSeconds })
        const { energy_generated: generated, energy_consumed: consumed } = reading
        expect(reading.surplus_energy).toBeCloseTo(Math.max(0, generated - consumed), 9)
        expect(reading.deficit_energy).toBeCloseTo(Math.max(0, consumed - generated), 9)
        const left = generated + reading.battery_discharged - consumed - reading.battery_charged
        expect(reading.energy_available_for_sale).toBeCloseTo(Math.max(0, left), 9)
        expect(reading.energy_needed_from_grid).toBeCloseTo(Math.max(0, -left), 9)
        expect(reading.energy_exported).toBe(reading.energy_available_for_sale)
        expect(reading.energy_imported).toBe(reading.energy_needed_from_grid)
        // Rounded to the milligram.
        expect(Math.abs(reading.carbon_offset - generated * carbonOffsetRate)).toBeLessThan(0.500_001e-6)
        expect(reading.rec_eligible).toBe(meter.pv !== null && generated > 0)
        expect(reading.battery_level === null).toBe(meter.battery === null)
      })
    })
  })

  it('has active, reactive and apparent power that fit voltage, current and power factor', () => {
    everyTick(10, ({ memory: { columns, controls } }, inputs) => {
      const isTold = controls !== null
      const watts = 3.6 / inputs.settings.intervalSeconds
      meters(inputs).forEach((meter, i) => {
        const activeW = (columns.imported[i] - columns.exported[i]) * watts
        const { powerFactor } = BUILDING_CONSTANTS[meter.buildingType]
        const loadVar = columns.consumed[i] * watts * Math.tan(Math.acos(powerFactor))
        // What inverters may add is theirs to carry beside their active power.
        const ratedVa = 1000 * ((meter.pv?.inverterKw ?? 0) + (meter.battery?.powerKw ?? 0))
        const inverterW = (columns.generated[i] + columns.discharged[i] - columns.charged[i]) * watts
        const room = Math.sqrt(Math.max(0, ratedVa ** 2 - inverterW ** 2))
        const apparentVa = columns.voltage[i] * columns.current[i] * meter.phases
        // A watt-second of rounding aside, whatever the size of the meter.
        expect(Math.abs(activeW)).toBeCloseTo(apparentVa * columns.powerFactor[i], 6)
        const reactiveVar = Math.sqrt(Math.max(0, apparentVa ** 2 - activeW ** 2))
        if (isTold) {
          expect(Math.abs(reactiveVar)).toBeLessThanOrEqual(loadVar + room + 1e-3)
        } else {
          expect(apparentVa ** 2).toBeCloseTo(activeW ** 2 + loadVar ** 2, 3)
        }
        expect(columns.powerFactor[i]).toBeGreaterThanOrEqual(0)
        expect(columns.powerFactor[i]).toBeLessThanOrEqual(1)
      })
    })
  })

  it('takes weather, frequency and temperature from the one site, whichever the meter', () => {
    everyTick(3, ({ batch }, inputs) => {
      const options = { intervalSeconds: inputs.settings.intervalSeconds }
      const shared = new Set(
        meters(inputs).map((meter, i) => {
          const { timestamp, weather_condition, frequency, temperature } = readingObject(meter, batch, i, options)
          return JSON.stringify([timestamp, weather_condition, frequency, temperature])
        }),
      )
      expect(shared.size).toBe(1)
    })
  })

  it('is of an array that rests at night and never passes its inverter', () => {
    everyTick(30, ({ memory: { columns }, batch }, inputs) => {
      const { intervalSeconds } = inputs.settings
      meters(inputs).forEach(({ pv }, i) => {
        const hours = intervalSeconds / 3600
        const ceiling = pv === null || batch.conditions.sunElevationDeg <= 0 ? 0 : pv.inverterKw * hours * 1e6
        expect(columns.generated[i]).toBeLessThanOrEqual(Math.round(ceiling))
      })
    })
  })
})

describe('every battery', () => {
  it('keeps its window and its power, and loses only what its efficiencies and self-discharge take', () => {
    everyRun(40, ({ memory }, inputs) => {
      const { intervalSeconds } = inputs.settings
      const retention = retentionPerInterval(0.025, intervalSeconds)
      const { stored, batteryCapacity } = memory.state
      const { charged, discharged, stateOfCharge } = memory.columns
      const batteries = meters(inputs).flatMap(({ battery }, i) => (battery === null ? [] : [{ battery, i }]))
      let before = stored.slice()
      expect(stored).toHaveLength(batteries.length)
      batteries.forEach(({ battery }, b) => {
        expect(stored[b]).toBeCloseTo(battery.capacityKwh * 1e6 * battery.socInitial, 6)
      })
      return () => {
        batteries.forEach(({ battery, i }, b) => {
          const capacity = batteryCapacity[b]
          const floor = battery.socMin * capacity
          const moved = battery.chargeEfficiency * charged[i] - discharged[i] / battery.dischargeEfficiency
          // Self-discharge stops at the floor of the window.
          const expected = Math.max(before[b] * retention + moved, Math.min(before[b] + moved, floor))
          expect(stored[b]).toBeCloseTo(expected, 6)
          expect(stored[b]).toBeGreaterThanOrEqual(floor)
          expect(stored[b]).toBeLessThanOrEqual(battery.socMax * capacity)
          expect(stateOfCharge[i]).toBe((100 * stored[b]) / capacity)
          const powerLimit = (battery.powerKw * intervalSeconds * 1e6) / 3600
          // A limit that is a whole number may come out of the division a last digit low.
          expect(Math.max(charged[i], discharged[i])).toBeLessThanOrEqual(powerLimit + 1e-6)
          expect(capacity).toBeLessThanOrEqual(battery.capacityKwh * 1e6)
        })
        before = stored.slice()
      }
    })
  })

  it('is only where there is one', () => {
    everyTick(5, ({ memory: { columns } }, inputs) => {
      meters(inputs).forEach(({ battery }, i) => {
        expect(Number.isNaN(columns.stateOfCharge[i])).toBe(battery === null)
        if (battery === null) {
          expect(columns.charged[i] + columns.discharged[i]).toBe(0)
        }
      })
    })
  })
})

describe('every register', () => {
  it('is the sum of its intervals and never falls; the totals by type are the sums of the meters', () => {
    everyRun(30, ({ memory: { columns, state }, totals }, { fleet }) => {
      const sums = {
        importRegister: new Float64Array(fleet.size),
        exportRegister: new Float64Array(fleet.size),
        generationRegister: new Float64Array(fleet.size),
      }
      return () => {
        let consumed = 0
        columns.consumed.forEach((energy, i) => {
          consumed += energy
          sums.importRegister[i] += columns.imported[i]
          sums.exportRegister[i] += columns.exported[i]
          sums.generationRegister[i] += columns.generated[i]
        })
        for (const name of ['importRegister', 'exportRegister', 'generationRegister'] as const) {
          // The terms are never negative, so that equal sums never fall.
          expect(columns[name]).toEqual(sums[name])
          expect(state[name]).toEqual(sums[name])
        }
        expect(totalOf(totals, TOTAL.consumed)).toBe(consumed)
      }
    })
  })
})
