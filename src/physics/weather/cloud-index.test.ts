import { describe, expect, it } from 'vitest'
import { WEATHER_CONDITIONS } from '../../config/settings.ts'
import { Random, STREAM } from '../../random/random.ts'
import { boundedClearSkyIndex, CLOUD_INDEX, CloudIndex, cloudCoverFactor } from './cloud-index.ts'

describe('cloudCoverFactor', () => {
  // Kasten and Czeplak (1980), equation 4 evaluated at whole oktas.
  it.each([
    [0, 1],
    [1, 0.999],
    [3, 0.973],
    [5, 0.848],
    [6, 0.718],
    [7, 0.524],
    [8, 0.25],
  ])('passes at %i oktas the share %f of the clear sky', (oktas, factor) => {
    expect(cloudCoverFactor(oktas / 8)).toBeCloseTo(factor, 3)
  })
})

describe('CLOUD_INDEX', () => {
  it('has the weighted mean of the Kasten–Czeplak mapping within 0.01', () => {
    const weights = [0.4, 0.3, 0.15, 0.1, 0.05]
    expect(CLOUD_INDEX).toHaveLength(WEATHER_CONDITIONS.length)
    expect(CLOUD_INDEX.reduce((sum, { mean }, k) => sum + weights[k] * mean, 0)).toBeCloseTo(0.7615, 4)
  })
})

describe('CloudIndex', () => {
  const random = new Random(7)

  it.each(WEATHER_CONDITIONS.map((name, condition) => ({ name, condition })))(
    'stays near the mean and spread of $name, within the bounds',
    ({ condition }) => {
      const cloud = new CloudIndex(60)
      let index = cloud.initial(condition, random.normal(STREAM.cloud, condition, 0))
      let sum = 0
      let sumOfSquares = 0
      let lowest = Number.POSITIVE_INFINITY
      let highest = Number.NEGATIVE_INFINITY
      const ticks = 50_000
      for (let tick = 1; tick <= ticks; tick++) {
        index = cloud.next(index, condition, random.normal(STREAM.cloud, condition, tick))
        const shown = boundedClearSkyIndex(index)
        lowest = Math.min(lowest, shown)
        highest = Math.max(highest, shown)
        sum += shown
        sumOfSquares += shown * shown
      }
      const { mean, spread } = CLOUD_INDEX[condition]
      expect(lowest).toBeGreaterThanOrEqual(0.05)
      expect(highest).toBeLessThanOrEqual(1.1)
      const shownMean = sum / ticks
      // Sampling error: 8 memories of 60 s ticks per independent value give spread/80; bounding shifts by up to 0.0013.
      expect(Math.abs(shownMean - mean)).toBeLessThan(4 * (spread / 80) + 0.0013)
      expect(Math.sqrt(sumOfSquares / ticks - shownMean ** 2) / spread).toBeCloseTo(1, 1)
    },
  )

  it('approaches a new condition over minutes instead of jumping', () => {
    const cloud = new CloudIndex(15)
    let index = 1
    for (let tick = 0; tick < 4; tick++) index = cloud.next(index, 4, 0)
    // One minute is a quarter of the memory: 0.18 + 0.82·e^(−1/4).
    expect(index).toBeCloseTo(0.81862, 5)
    for (let tick = 0; tick < 80; tick++) index = cloud.next(index, 4, 0)
    expect(index).toBeCloseTo(0.18, 2)
  })

  it('follows the same path whatever the interval', () => {
    const fine = new CloudIndex(15)
    let index = 0.9
    for (let tick = 0; tick < 60; tick++) index = fine.next(index, 2, 0)
    expect(new CloudIndex(900).next(0.9, 2, 0)).toBeCloseTo(index, 12)
  })
})

describe('boundedClearSkyIndex', () => {
  it('keeps to the bounds', () => {
    expect([-1, 0.05, 0.6, 1.1, 2].map(boundedClearSkyIndex)).toEqual([0.05, 0.05, 0.6, 1.1, 1.1])
  })
})
