import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { METER_TYPES } from './meter.ts'
import { meterTypeSequence } from './meter-type-sequence.ts'

const DEFAULT_SHARES = [0.4, 0.35, 0.2, 0.05]

function counts(sequence: Uint8Array): number[] {
  return METER_TYPES.map((_, type) => sequence.filter((t) => t === type).length)
}

/** Largest distance between a type's count and its share, over every length up to the sequence's. */
function largestDeviation(sequence: Uint8Array, shares: readonly number[]): number {
  const running = METER_TYPES.map(() => 0)
  let largest = 0
  sequence.forEach((type, i) => {
    running[type]++
    shares.forEach((share, s) => {
      largest = Math.max(largest, Math.abs(running[s] - share * (i + 1)))
    })
  })
  return largest
}

const wholePercents = fc
  .tuple(fc.nat(100), fc.nat(100), fc.nat(100))
  .map(([a, b, c]) => [0, ...[a, b, c].sort((x, y) => x - y), 100])
  .map((cuts) => cuts.slice(1).map((cut, i) => (cut - cuts[i]) / 100))

describe('meterTypeSequence', () => {
  it('gives 25 meters 10, 9, 5 and 1 of the four types', () => {
    expect(counts(meterTypeSequence(25, DEFAULT_SHARES))).toEqual([10, 9, 5, 1])
  })

  it('gives 100 meters exactly 40, 35, 20 and 5', () => {
    expect(counts(meterTypeSequence(100, DEFAULT_SHARES))).toEqual([40, 35, 20, 5])
  })

  it('starts with the largest share and breaks ties in the order of METER_TYPES', () => {
    expect([...meterTypeSequence(4, DEFAULT_SHARES)]).toEqual([0, 1, 2, 0])
    expect([...meterTypeSequence(8, [0.25, 0.25, 0.25, 0.25])]).toEqual([0, 1, 2, 3, 0, 1, 2, 3])
  })

  it('stays within one meter of the default shares at every size up to 5,000', () => {
    expect(largestDeviation(meterTypeSequence(5000, DEFAULT_SHARES), DEFAULT_SHARES)).toBeLessThan(1)
  })

  it('stays within one meter of any shares in whole percents at every size', () => {
    fc.assert(
      fc.property(wholePercents, fc.integer({ min: 1, max: 3000 }), (shares, size) => {
        expect(largestDeviation(meterTypeSequence(size, shares), shares)).toBeLessThanOrEqual(1 + 1e-9)
      }),
    )
  })

  it('never strays further than 13/12 of a meter, however fine the shares', () => {
    const weights = fc.tuple(...METER_TYPES.map(() => fc.double({ min: 1e-6, max: 1, noNaN: true })))
    fc.assert(
      fc.property(weights, (raw) => {
        const sum = raw.reduce((a, b) => a + b)
        const shares = raw.map((weight) => weight / sum)
        expect(largestDeviation(meterTypeSequence(2000, shares), shares)).toBeLessThanOrEqual(13 / 12)
      }),
    )
  })

  it('gives a meter the same type in a longer fleet', () => {
    const short = meterTypeSequence(137, DEFAULT_SHARES)
    expect(meterTypeSequence(4000, DEFAULT_SHARES).subarray(0, 137)).toEqual(short)
  })

  it('never draws a type whose share is zero', () => {
    expect(counts(meterTypeSequence(999, [0.5, 0.5, 0, 0]))).toEqual([500, 499, 0, 0])
  })

  it('is empty for an empty fleet', () => {
    expect(meterTypeSequence(0, DEFAULT_SHARES)).toHaveLength(0)
  })
})
