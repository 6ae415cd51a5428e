import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Meter } from '../../campus/meter.ts'
import { BUILDING_CONSTANTS } from '../../physics/load/building-constants.ts'
import { START_MS, testInputs } from '../../run/run-inputs.fixture.ts'
import { TestEngine } from '../../run/test-engine.fixture.ts'
import { splitFleet } from '../fleet-layout.ts'
import { commandsArbitrary } from './arbitrary-commands.fixture.ts'
import { type Command, type DerControl, type LoadControl, UNCONTROLLED_DER } from './command.ts'

const HOUR_MS = 3_600_000
const INTERVAL_SECONDS = 900
const PER_KW = 250_000
const inputs = testInputs({ intervalSeconds: INTERVAL_SECONDS })
const meters = Array.from({ length: inputs.fleet.size }, (_, i) => inputs.fleet.meter(i))
const indexOf = (is: (meter: Meter) => boolean): number => meters.findIndex(is)
const ARRAY = indexOf(({ pv, battery }) => pv !== null && battery === null)
const HYBRID = indexOf(({ pv, battery }) => pv !== null && battery !== null)
const LIBRARY = indexOf(({ buildingType }) => buildingType === 'library')

const der = (i: number, control: Partial<DerControl> | null): Command => ({
  kind: 'der_control',
  meterId: meters[i].meterId,
  control: control === null ? null : { ...UNCONTROLLED_DER, ...control },
})
const load = (i: number, control: Partial<LoadControl>): Command => ({
  kind: 'load_control',
  meterId: meters[i].meterId,
  control: { dutyCycle: null, coolingOffsetK: null, loadShare: null, ...control },
})

/** What one meter measured in an interval. */
function valuesOf({ memory: { columns } }: TestEngine, i: number) {
  const { generated, consumed, charged, discharged, imported, exported, voltage, current, powerFactor } = columns
  return {
    generated: generated[i],
    consumed: consumed[i],
    charged: charged[i],
    discharged: discharged[i],
    imported: imported[i],
    exported: exported[i],
    voltage: voltage[i],
    apparentVa: voltage[i] * current[i] * meters[i].phases,
    powerFactor: powerFactor[i],
    connection: columns.connection[i],
  }
}

/** A campus late in the morning, told things before some of its ticks; all values of one meter by tick. */
function run(i: number, ticks: number, commands: Readonly<Record<number, Command>> = {}) {
  const engine = new TestEngine(inputs, START_MS + 11 * HOUR_MS, undefined, true)
  return Array.from({ length: ticks }, (_, k) => {
    const told = commands[k + 1]
    if (told !== undefined) engine.controls.apply(told, k + 1)
    engine.advance()
    return valuesOf(engine, i)
  })
}

const ratingOf = (i: number): number => PER_KW * ((meters[i].pv?.inverterKw ?? 0) + (meters[i].battery?.powerKw ?? 0))

describe('a control of array and battery', () => {
  const [free] = run(ARRAY, 1)

  it('leaves everything as it was when it asks for nothing', () => {
    expect(run(ARRAY, 3, { 1: der(ARRAY, {}) })).toEqual(run(ARRAY, 3))
  })

  it('that disconnects stops both, while the load goes on, and the reading says so', () => {
    const [off] = run(HYBRID, 1, { 1: der(HYBRID, { isConnected: false }) })
    const [before] = run(HYBRID, 1)
    expect(before.generated).toBeGreaterThan(0)
    expect(off).toMatchObject({ generated: 0, charged: 0, discharged: 0, exported: 0, connection: 1 })
    expect(off.consumed).toBe(before.consumed)
    expect(off.imported).toBe(before.consumed)
  })

  it('that de-energizes does the same but leaves them connected; what is released goes on', () => {
    const values = run(HYBRID, 3, { 1: der(HYBRID, { isEnergized: false, fixedPower: 1 }), 3: der(HYBRID, null) })
    expect(values.map(({ generated }) => generated > 0)).toEqual([false, false, true])
    expect(values[0]).toMatchObject({ charged: 0, discharged: 0, connection: 0 })
  })

  it('limits the power of the inverters; what is cut off is lost', () => {
    const limit = 0.3
    const [limited] = run(ARRAY, 1, { 1: der(ARRAY, { maxLimit: limit }) })
    expect(free.generated).toBeGreaterThan(limit * ratingOf(ARRAY))
    expect(limited.generated).toBe(Math.floor(limit * ratingOf(ARRAY)))
    expect(limited.exported - limited.imported).toBe(limited.generated - limited.consumed)
    // Array first, battery with what is left.
    const [both] = run(HYBRID, 1, { 1: der(HYBRID, { maxLimit: 0.2, fixedPower: 1 }) })
    expect(both.generated + both.discharged).toBe(Math.floor(0.2 * ratingOf(HYBRID)))
  })

  it('gives a battery its power, as far as there is room, and limits an array without one', () => {
    const limit = PER_KW * (meters[HYBRID].battery?.powerKw ?? 0)
    const charging = run(HYBRID, 24, { 1: der(HYBRID, { fixedPower: -0.5 }) })
    expect(charging[0]).toMatchObject({ charged: Math.floor(limit / 2), discharged: 0 })
    // Full in the end.
    expect(charging[23].charged).toBeLessThan(charging[0].charged)
    const [giving] = run(HYBRID, 1, { 1: der(HYBRID, { fixedPower: 0.25 }) })
    expect(giving).toMatchObject({ charged: 0, discharged: Math.floor(limit / 4) })
    const [array] = run(ARRAY, 1, { 1: der(ARRAY, { fixedPower: 0.25 }) })
    expect(array.generated).toBe(Math.floor(0.25 * ratingOf(ARRAY)))
    expect(run(ARRAY, 1, { 1: der(ARRAY, { fixedPower: -0.25 }) })[0].generated).toBe(0)
  })

  it('steers array and battery to a power, by battery first and then by cutting off', () => {
    for (const targetPowerKw of [-10, 0, 5, 20]) {
      const values = run(HYBRID, 8, { 1: der(HYBRID, { targetPowerKw }) })
      const undisturbed = run(HYBRID, 8, { 1: der(HYBRID, { fixedPower: 0 }) })
      values.forEach(({ generated, charged, discharged }, k) => {
        const given = generated + discharged - charged
        // Above it only where the array rests already and the battery is full.
        if (generated > 0) expect(given).toBeLessThanOrEqual(targetPowerKw * PER_KW + 1)
        // Nothing is cut off that the battery could have taken.
        if (generated < undisturbed[k].generated) expect(given).toBeGreaterThan(targetPowerKw * PER_KW - 2)
      })
      expect(values[0].generated + values[0].discharged - values[0].charged).toBeCloseTo(targetPowerKw * PER_KW, -1)
    }
    expect(run(ARRAY, 1, { 1: der(ARRAY, { targetPowerKw: 2 }) })[0].generated).toBe(2 * PER_KW)
  })

  it('goes to a new limit along a ramp, from the limit before', () => {
    const rating = ratingOf(ARRAY)
    const ramp = run(ARRAY, 8, {
      1: der(ARRAY, { maxLimit: 0.4 }),
      2: der(ARRAY, { maxLimit: 0.1, rampSeconds: 1800 }),
      // Half way back up, from where the ramp down has come to.
      3: der(ARRAY, { maxLimit: 0.4, rampSeconds: 900 }),
    })
    const shares = ramp.map(({ generated }) => generated / rating)
    for (const [k, share] of [0.4, 0.325, 0.325, 0.4].entries()) expect(shares[k]).toBeCloseTo(share, 5)
    const release = run(ARRAY, 3, { 1: der(ARRAY, { maxLimit: 0.1 }), 2: der(ARRAY, { rampSeconds: 1800 }) })
    // Back to 1 over two intervals: a mean of 0.325 in the first.
    expect(release[1].generated / rating).toBeCloseTo(0.325, 5)
  })

  it('goes to a power along a ramp from what flowed before', () => {
    const values = run(HYBRID, 4, {
      1: der(HYBRID, { targetPowerKw: 10 }),
      2: der(HYBRID, null),
      3: der(HYBRID, { targetPowerKw: 10, rampSeconds: 900 }),
    })
    const power = ({ generated, charged, discharged }: (typeof values)[number]): number =>
      (generated + discharged - charged) / PER_KW
    expect(power(values[2])).toBeCloseTo((power(values[1]) + 10) / 2, 3)
    expect(power(values[3])).toBeCloseTo(10, 3)
  })

  it('follows the voltage of the interval before', () => {
    const voltWatt = [
      [0.5, 0.2],
      [1.5, 0.1],
    ] as const
    const values = run(ARRAY, 3, { 2: der(ARRAY, { voltWatt }) })
    const { nominalVoltageV } = inputs.site
    for (const k of [1, 2]) {
      const share = 0.2 - 0.1 * (values[k - 1].voltage / nominalVoltageV - 0.5)
      expect(values[k].generated).toBe(Math.floor(share * ratingOf(ARRAY)))
    }
  })

  it('changes reactive power: by the voltage, or in proportion to the active power', () => {
    const watts = 3.6 / INTERVAL_SECONDS
    const { powerFactor: loadFactor } = BUILDING_CONSTANTS[meters[ARRAY].buildingType]
    const loadVar = free.consumed * watts * Math.tan(Math.acos(loadFactor))
    const reactiveOf = ({ apparentVa, powerFactor }: typeof free): number =>
      apparentVa * Math.sqrt(1 - powerFactor ** 2)
    expect(reactiveOf(free)).toBeCloseTo(loadVar, 3)
    const inverterVar = free.generated * watts * 0.75
    const [absorbing] = run(ARRAY, 1, {
      1: der(ARRAY, { fixedPowerFactor: { powerFactor: 0.8, isUnderExcited: true } }),
    })
    const [injecting] = run(ARRAY, 1, {
      1: der(ARRAY, { fixedPowerFactor: { powerFactor: 0.8, isUnderExcited: false } }),
    })
    const ratedVa = ratingOf(ARRAY) * watts
    const given = Math.min(inverterVar, Math.sqrt(ratedVa ** 2 - (free.generated * watts) ** 2))
    expect(reactiveOf(absorbing)).toBeCloseTo(loadVar + given, 2)
    expect(reactiveOf(injecting)).toBeCloseTo(Math.abs(loadVar - given), 2)
    // What is taken up lowers the voltage, and the other way round.
    expect(absorbing.voltage).toBeLessThan(free.voltage)
    expect(injecting.voltage).toBeGreaterThan(free.voltage)
    const curve = [[1, -0.3]] as const
    const [byVoltage] = run(ARRAY, 1, { 1: der(ARRAY, { maxLimit: 0.5, voltVar: curve }) })
    expect(reactiveOf(byVoltage)).toBeCloseTo(loadVar + 0.3 * ratedVa, 2)
  })
})

describe('a control of a load', () => {
  it('leaves its share, to the nearest milliwatt-hour', () => {
    const before = run(LIBRARY, 3)
    const after = run(LIBRARY, 3, { 2: load(LIBRARY, { loadShare: 0.6 }) })
    expect(after[0]).toEqual(before[0])
    for (const k of [1, 2]) expect(after[k].consumed).toBe(Math.round(before[k].consumed * 0.6))
  })

  it('saves with cooling what cooling takes', () => {
    const [before] = run(LIBRARY, 1)
    const [warmer] = run(LIBRARY, 1, { 1: load(LIBRARY, { coolingOffsetK: 2 }) })
    const saved = 1 - warmer.consumed / before.consumed
    // Cooling is 70 % of a library at 28 °C and falls by 4.5 % of that per degree.
    expect(saved).toBeGreaterThan(0.05)
    expect(saved).toBeLessThan(0.07)
  })
})

describe('commands to a fleet that is split', () => {
  it('anywhere change the same', () => {
    const campus = testInputs({ meters: 130, intervalSeconds: 300 })
    const ticks = 8
    fc.assert(
      fc.property(commandsArbitrary(ticks), (commands) => {
        const [whole, split] = [1, 3].map((parts) => {
          const engine = new TestEngine(campus, START_MS + 10 * HOUR_MS, (layout) => splitFleet(layout, parts), true)
          for (let tick = 1; tick <= ticks; tick++) {
            for (const command of commands.filter((each) => each.tick === tick)) {
              const told = command.of(campus.fleet)
              if (told !== null) engine.controls.apply(told, tick)
            }
            engine.advance()
          }
          return engine.memory
        })
        expect(split.columns).toEqual(whole.columns)
        expect(split.state).toEqual(whole.state)
      }),
      { numRuns: 8 },
    )
  })
})
