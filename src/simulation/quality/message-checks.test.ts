import { describe, expect, it } from 'vitest'
import { createReadingColumns } from '../readings/reading-batch.ts'
import { messageReasons } from './message-checks.ts'
import type { PlausibleLimits } from './plausible-limits.ts'
import { type QualityReason, reasonsOf } from './quality-reasons.ts'

const LIMITS: PlausibleLimits = {
  generated: Float64Array.of(1000),
  consumed: Float64Array.of(2000),
  battery: Float64Array.of(500),
  voltage: [184, 276],
  frequency: [47, 52],
}
/** Makes 800, uses 300, charges 100, sells 400. */
const SOUND = {
  generated: 800,
  consumed: 300,
  charged: 100,
  discharged: 0,
  imported: 0,
  exported: 400,
  voltage: 231,
  powerFactor: 0.9,
  stateOfCharge: 55,
}

function reasons(changes: Partial<typeof SOUND> = {}): QualityReason[] {
  const columns = createReadingColumns(1)
  const targets: Record<string, { [index: number]: number }> = { ...columns }
  for (const [name, value] of Object.entries({ ...SOUND, ...changes })) targets[name][0] = value
  return reasonsOf(messageReasons(columns, 0, LIMITS))
}

describe('messageReasons', () => {
  it('finds nothing wrong with a sound message, at the limits as well', () => {
    expect(reasons()).toEqual([])
    expect(reasons({ generated: 1000, exported: 600, voltage: 276, powerFactor: 1, stateOfCharge: 100 })).toEqual([])
    expect(reasons({ stateOfCharge: Number.NaN })).toEqual([])
  })

  it.each([
    ['energy out of nowhere', { exported: 401 }],
    ['energy bought and sold at once', { imported: 100, exported: 500 }],
    ['a spike of the load within its limit', { consumed: 301 }],
  ])('finds %s', (_, changes) => {
    expect(reasons(changes)).toEqual(['energy_imbalance'])
  })

  it.each([
    ['more than the inverter makes', { generated: 1001, exported: 601 }],
    ['more than the battery takes', { charged: 501, exported: 0, imported: 1 }],
    ['a load beyond the building', { consumed: 2001, exported: 0, imported: 1301 }],
    ['a voltage too high', { voltage: 276.1 }],
    ['a voltage too low', { voltage: 183.9 }],
    ['a voltage that is no number', { voltage: Number.NaN }],
    ['a power factor above one', { powerFactor: 1.01 }],
    ['a battery fuller than full', { stateOfCharge: 100.1 }],
    ['a negative load', { consumed: -1, exported: 701 }],
  ])('finds %s', (_, changes) => {
    expect(reasons(changes)).toEqual(['out_of_range'])
  })
})
