import { describe, expect, it } from 'vitest'
import { UNCONTROLLED_DER } from '../../simulation/commands/command.ts'
import { derCapabilityOf, derSettingsOf } from '../client/agent/der-reports.ts'
import { HYBRID_METER } from '../client/mirrors/meter.fixture.ts'
import { reservedShare, withReservation } from './reserved-power.ts'

/** A battery of 10 kW. */
const DEVICE = { categories: 0, capability: derCapabilityOf(HYBRID_METER), settings: derSettingsOf(HYBRID_METER, 0) }

function grant(powerW: number, energyWh: number, duration = 3600) {
  return {
    mRID: '1'.repeat(32),
    creationTime: 0,
    EventStatus: { currentStatus: 1, dateTime: 0, potentiallySuperseded: false },
    interval: { start: 0, duration },
    energyAvailable: { multiplier: 0, value: energyWh },
    powerAvailable: { multiplier: 0, value: powerW },
    subject: '2'.repeat(32),
  }
}

describe('what is granted', () => {
  it.each([
    ['power for charging is negative here', grant(5000, 5000), -0.5],
    ['power for discharging is positive', grant(-2500, -2500), 0.25],
    ['less energy than the power would take is spread', grant(5000, 4000, 7200), -0.2],
    ['more than the battery can do is what it can do', grant(50_000, 50_000), -1],
    ['no power is nothing', grant(0, 0), null],
    ['no energy is nothing', grant(5000, 0), null],
    ['no time is nothing', grant(5000, 5000, 0), null],
  ])('%s', (_, response, share) => {
    expect(reservedShare(response, DEVICE)).toBe(share)
  })

  it('gives way to what the server tells the battery itself, and goes with everything else', () => {
    const limited = { ...UNCONTROLLED_DER, maxLimit: 0.5 }
    expect(withReservation(null, -0.5)).toEqual({ ...UNCONTROLLED_DER, fixedPower: -0.5 })
    expect(withReservation(limited, -0.5)).toEqual({ ...limited, fixedPower: -0.5 })
    expect(withReservation({ ...limited, fixedPower: 1 }, -0.5)?.fixedPower).toBe(1)
    expect(withReservation({ ...limited, targetPowerKw: 0 }, -0.5)?.fixedPower).toBeNull()
    expect(withReservation(limited, null)).toBe(limited)
  })
})
