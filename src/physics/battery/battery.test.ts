import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chargeLimit, dischargeLimit, retentionPerInterval, storedAfter } from './battery.ts'

const KWH = 1_000_000
const QUARTER_HOUR = 900
/** 90 % round trip, shared equally between the two directions. */
const ETA = Math.sqrt(0.9)

const bank = fc.record({
  capacity: fc.integer({ min: 1 * KWH, max: 2000 * KWH }),
  socMin: fc.double({ min: 0, max: 0.4, noNaN: true }),
  socMax: fc.double({ min: 0.5, max: 1, noNaN: true }),
  chargeEta: fc.double({ min: 0.7, max: 1, noNaN: true }),
  dischargeEta: fc.double({ min: 0.7, max: 1, noNaN: true }),
  power: fc.integer({ min: 0, max: 2000 * KWH }),
  fill: fc.double({ min: 0, max: 1, noNaN: true }),
})

/** Energy at a place in the window: 0 its lower end, 1 its upper end. */
function storedAt(fill: number, socMin: number, socMax: number, capacity: number): number {
  const stored = socMin * capacity + fill * (socMax - socMin) * capacity
  return Math.min(Math.max(stored, socMin * capacity), socMax * capacity)
}

describe('a 10 kWh, 5 kW battery with 90 % round trip over 15 minutes', () => {
  const power = 1.25 * KWH

  it('adds 1.185854 kWh when charged at full power', () => {
    const charged = chargeLimit(5 * KWH, 10 * KWH, 0.95, ETA, power)
    expect(charged).toBe(1_250_000)
    expect((storedAfter(5 * KWH, charged, 0, ETA, ETA, 1) - 5 * KWH) / KWH).toBeCloseTo(1.185854, 6)
  })

  it('takes 1.317616 kWh when discharged at full power', () => {
    const discharged = dischargeLimit(5 * KWH, 10 * KWH, 0.1, ETA, power)
    expect(discharged).toBe(1_250_000)
    expect((5 * KWH - storedAfter(5 * KWH, 0, discharged, ETA, ETA, 1)) / KWH).toBeCloseTo(1.317616, 6)
  })

  it('takes no more than fits below 95 % and gives no more than lies above 10 %', () => {
    expect(chargeLimit(9.4 * KWH, 10 * KWH, 0.95, ETA, power)).toBe(105_409)
    expect(dischargeLimit(1.1 * KWH, 10 * KWH, 0.1, ETA, power)).toBe(94_868)
  })

  it('neither takes nor gives at the ends of its window, nor outside it', () => {
    expect(chargeLimit(9.5 * KWH, 10 * KWH, 0.95, ETA, power)).toBe(0)
    expect(chargeLimit(9.9 * KWH, 10 * KWH, 0.95, ETA, power)).toBe(0)
    expect(dischargeLimit(1 * KWH, 10 * KWH, 0.1, ETA, power)).toBe(0)
    expect(dischargeLimit(0.5 * KWH, 10 * KWH, 0.1, ETA, power)).toBe(0)
  })

  it('does nothing without power', () => {
    expect(chargeLimit(5 * KWH, 10 * KWH, 0.95, ETA, 0)).toBe(0)
    expect(dischargeLimit(5 * KWH, 10 * KWH, 0.1, ETA, 0)).toBe(0)
  })
})

describe('the window', () => {
  it('holds to the last bit whatever is charged or discharged', () => {
    fc.assert(
      fc.property(bank, ({ capacity, socMin, socMax, chargeEta, dischargeEta, power, fill }) => {
        const stored = storedAt(fill, socMin, socMax, capacity)
        const retention = retentionPerInterval(0.03, QUARTER_HOUR)
        const floor = socMin * capacity
        const charged = chargeLimit(stored, capacity, socMax, chargeEta, power)
        const full = storedAfter(stored, charged, 0, chargeEta, dischargeEta, retention, floor)
        const discharged = dischargeLimit(stored, capacity, socMin, dischargeEta, power)
        const empty = storedAfter(stored, 0, discharged, chargeEta, dischargeEta, retention, floor)
        expect(Number.isInteger(charged) && Number.isInteger(discharged)).toBe(true)
        expect(full).toBeLessThanOrEqual(socMax * capacity)
        expect(empty).toBeGreaterThanOrEqual(floor)
        expect(full).toBeGreaterThanOrEqual(floor)
        expect(charged).toBeLessThanOrEqual(power)
        expect(discharged).toBeLessThanOrEqual(power)
      }),
    )
  })

  it('wastes less than one milliwatt-hour of room', () => {
    fc.assert(
      fc.property(bank, ({ capacity, socMin, socMax, chargeEta, dischargeEta, fill }) => {
        const stored = storedAt(fill, socMin, socMax, capacity)
        const charged = chargeLimit(stored, capacity, socMax, chargeEta, Number.MAX_SAFE_INTEGER)
        const discharged = dischargeLimit(stored, capacity, socMin, dischargeEta, Number.MAX_SAFE_INTEGER)
        expect(stored + chargeEta * (charged + 1.001)).toBeGreaterThan(socMax * capacity)
        expect(stored - (discharged + 1.001) / dischargeEta).toBeLessThan(socMin * capacity)
      }),
    )
  })

  it('survives a year of arbitrary commands', () => {
    const command = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(bank, fc.array(command, { maxLength: 200 }), (b, commands) => {
        const { capacity, socMin, socMax, chargeEta, dischargeEta, power, fill } = b
        const retention = retentionPerInterval(0.03, 3600)
        const floor = socMin * capacity
        let stored = storedAt(fill, socMin, socMax, capacity)
        for (const wanted of commands) {
          const charged = wanted > 0 ? chargeLimit(stored, capacity, socMax, chargeEta, Math.floor(wanted * power)) : 0
          const discharged =
            wanted < 0 ? dischargeLimit(stored, capacity, socMin, dischargeEta, Math.floor(-wanted * power)) : 0
          stored = storedAfter(stored, charged, discharged, chargeEta, dischargeEta, retention, floor)
          expect(stored).toBeGreaterThanOrEqual(floor)
          expect(stored).toBeLessThanOrEqual(socMax * capacity)
        }
      }),
    )
  })
})

describe('energy', () => {
  it('is conserved: η_c·in − out/η_d − self-discharge is the change', () => {
    fc.assert(
      fc.property(bank, ({ capacity, socMin, socMax, chargeEta, dischargeEta, power, fill }) => {
        const stored = storedAt(fill, socMin, socMax, capacity)
        const retention = retentionPerInterval(0.03, 3600)
        const charged = chargeLimit(stored, capacity, socMax, chargeEta, power)
        const change = storedAfter(stored, charged, 0, chargeEta, dischargeEta, retention) - stored
        const leaked = stored * (1 - retention)
        expect(Math.abs(change - (chargeEta * charged - leaked))).toBeLessThanOrEqual(1e-9 * capacity)
      }),
    )
  })

  it('never comes back better than the round trip', () => {
    fc.assert(
      fc.property(bank, ({ capacity, socMin, socMax, chargeEta, dischargeEta, power, fill }) => {
        const start = storedAt(fill, socMin, socMax, capacity)
        const charged = chargeLimit(start, capacity, socMax, chargeEta, power)
        const full = storedAfter(start, charged, 0, chargeEta, dischargeEta, 1)
        // Only what was just charged is taken out again.
        const discharged = Math.floor((full - start) * dischargeEta)
        expect(discharged).toBeLessThanOrEqual(charged * chargeEta * dischargeEta * (1 + 1e-9) + 1)
        const end = storedAfter(full, 0, discharged, chargeEta, dischargeEta, 1)
        expect(end).toBeGreaterThanOrEqual(start - 1e-9 * capacity)
      }),
    )
  })

  it('does not depend on how an interval is split', () => {
    const whole = storedAfter(5 * KWH, 1_250_000, 0, ETA, ETA, 1)
    const half = storedAfter(5 * KWH, 625_000, 0, ETA, ETA, 1)
    expect(storedAfter(half, 625_000, 0, ETA, ETA, 1)).toBeCloseTo(whole, 6)
  })
})

describe('self-discharge', () => {
  it('loses 3 % of an idle battery in a month however the month is divided', () => {
    const month = 2_629_746
    expect(retentionPerInterval(0.03, month)).toBeCloseTo(0.97, 12)
    const perInterval = retentionPerInterval(0.03, month / 3000)
    let stored = 10 * KWH
    for (let i = 0; i < 3000; i++) {
      stored = storedAfter(stored, 0, 0, ETA, ETA, perInterval)
    }
    expect(stored / KWH).toBeCloseTo(9.7, 8)
  })

  it('is nothing at a rate of zero', () => {
    expect(retentionPerInterval(0, 86_400)).toBe(1)
  })

  it('stops at the lower end of the window', () => {
    const floor = 1 * KWH
    expect(storedAfter(floor, 0, 0, ETA, ETA, 0.9, floor)).toBe(floor)
    expect(storedAfter(floor + 100, 0, 0, ETA, ETA, 0.9, floor)).toBe(floor)
  })

  it('creates no energy in a battery that starts below its window', () => {
    expect(storedAfter(0.5 * KWH, 0, 0, ETA, ETA, 0.9, 1 * KWH)).toBe(0.5 * KWH)
  })

  it('never takes a battery below empty', () => {
    expect(storedAfter(0, 0, 10, ETA, ETA, 1)).toBe(0)
  })
})
