import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cancellationDelay, effectiveSpan, randomOffset, startWindow } from './effective-span.ts'
import { event, LFDI, OTHER_LFDI } from './event.fixture.ts'

const bound = fc.integer({ min: -3600, max: 3600 })
const mRID = fc.stringMatching(/^[0-9A-F]{32}$/)

describe('randomOffset', () => {
  it('lies between nothing and its bound, whatever the sign', () => {
    fc.assert(
      fc.property(bound, mRID, (limit, id) => {
        const offset = randomOffset(limit, id, LFDI, 'start')
        expect(Number.isInteger(offset)).toBe(true)
        expect(offset).toBeGreaterThanOrEqual(Math.min(0, limit))
        expect(offset).toBeLessThanOrEqual(Math.max(0, limit))
      }),
    )
  })

  it('spreads the devices evenly over the whole range, both ends included', () => {
    const counts = new Map<number, number>()
    for (let device = 0; device < 4000; device++) {
      const offset = randomOffset(-3, 'A', device.toString(16), 'start')
      counts.set(offset, (counts.get(offset) ?? 0) + 1)
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([-3, -2, -1, 0])
    // A thousand each, with a standard deviation of 27.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150)
  })

  it('is the same for the same device in any case, and another for another device, event or purpose', () => {
    const offset = randomOffset(3600, 'A', LFDI, 'start')
    expect(randomOffset(3600, 'A', LFDI.toLowerCase(), 'start')).toBe(offset)
    const others = [
      randomOffset(3600, 'A', OTHER_LFDI, 'start'),
      randomOffset(3600, 'B', LFDI, 'start'),
      randomOffset(3600, 'A', LFDI, 'duration'),
    ]
    expect(others).not.toContain(offset)
  })
})

describe('effectiveSpan', () => {
  it('is the interval where nothing is random', () => {
    expect(effectiveSpan(event('A', 100, 400).event, LFDI)).toEqual({ start: 100, end: 400 })
  })

  it('moves start and duration by themselves, and never ends before it starts', () => {
    const times = fc.record({ randomizeStart: bound, randomizeDuration: bound, duration: fc.nat(7200) })
    fc.assert(
      fc.property(times, ({ randomizeStart, randomizeDuration, duration }) => {
        const { event: fields } = event('A', 10_000, 10_000 + duration, { randomizeStart, randomizeDuration })
        const { start, end } = effectiveSpan(fields, LFDI)
        expect(start).toBe(10_000 + randomOffset(randomizeStart, 'A', LFDI, 'start'))
        expect(end).toBe(start + Math.max(0, duration + randomOffset(randomizeDuration, 'A', LFDI, 'duration')))
        const window = startWindow(fields)
        expect(start).toBeGreaterThanOrEqual(window.start)
        expect(start).toBeLessThanOrEqual(window.end)
      }),
    )
  })
})

describe('cancellationDelay', () => {
  it('is up to the larger of both randomisations, however they are signed', () => {
    const delays = Array.from({ length: 200 }, (_, device) =>
      cancellationDelay(event('A', 0, 100, { randomizeStart: -10, randomizeDuration: 4 }).event, `${device}`),
    )
    expect(Math.min(...delays)).toBe(0)
    expect(Math.max(...delays)).toBe(10)
  })

  it('is none where nothing is random', () => {
    expect(cancellationDelay(event('A', 0, 100).event, LFDI)).toBe(0)
  })
})
