import { describe, expect, it } from 'vitest'
import { OwnTariff } from './own-tariff.ts'

const HOUR = 3600
const DAY = 24 * HOUR
/** On peak from 9 to 22 h. */
const isPeak = (second: number) => second % DAY >= 9 * HOUR && second % DAY < 22 * HOUR
const own = new OwnTariff((second) => ({ purchase: isPeak(second) ? 5_123_450 : 2_600_000, feedIn: 2_200_000 }), 900)
const [PEAK, OFF_PEAK] = [5.12345, 2.6]

describe('own prices', () => {
  // biome-ignore format: a line is a case
  it.each<readonly [what: string, rate: number, from: number, until: number, isOwn: boolean]>([
    ['a period of the schedule', PEAK, 9, 22, true],
    ['what is left of one', OFF_PEAK, 23.1, 24, true],
    ['one as the wire has it', 5_123_450 * 10 ** -6, 9, 22, true],
    ['another price', 5.12346, 9, 22, false],
    ['no peak today, from its very start', OFF_PEAK, 9, 22, false],
    ['no peak today, from before its start', OFF_PEAK, 8, 10, false],
    ['a peak that is too long by a slot', PEAK, 9, 22.25, false],
  ])('%s', (_, rate, from, until, isOwn) => {
    expect(own.says('purchase', rate, { start: from * HOUR, duration: (until - from) * HOUR })).toBe(isOwn)
  })

  it('of energy received are their own', () => {
    expect(own.says('feedIn', 2.2, { start: 0, duration: 2 * DAY })).toBe(true)
    expect(own.says('feedIn', OFF_PEAK, { start: 0, duration: 60 })).toBe(false)
  })

  it('are not those of a tariff for good', () => {
    expect(own.says('feedIn', 2.2, { start: 0, duration: 2 ** 32 - 1 })).toBe(false)
  })
})
