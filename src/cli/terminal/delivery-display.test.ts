import { describe, expect, it } from 'vitest'
import type { SinkStatus } from '../../delivery/sink-status.ts'
import { DeliveryDisplay, renderDelivery } from './delivery-display.ts'

const KAFKA: SinkStatus = {
  name: 'kafka',
  state: 'delivering',
  sinceMs: 0,
  records: 10,
  readings: 1000,
  delivered: 10,
  behindBytes: 20_000_000,
  latestReading: null,
  segment: null,
  failures: 0,
  errors: 0,
  retries: 0,
  lastError: null,
}
const REDIS: SinkStatus = { ...KAFKA, name: 'redis', state: 'caught up', behindBytes: 500 }

describe('renderDelivery', () => {
  it('says how much is left, how long it will take, and how each destination stands', () => {
    expect(renderDelivery([KAFKA, REDIS], 75)).toBe(
      'delivering: 20.0 MB left, 1 min 15 s: kafka delivering, 20.0 MB behind, redis up to date',
    )
  })

  it('leaves out what it does not know', () => {
    expect(renderDelivery([KAFKA], Number.NaN)).toBe('delivering: 20.0 MB left: kafka delivering, 20.0 MB behind')
    expect(renderDelivery([REDIS], 5)).toBe('delivering: 0.0 MB left, 5 s: redis up to date')
  })
})

describe('DeliveryDisplay', () => {
  it('writes a line now and then to a log, with the time left at the pace so far', () => {
    const written: string[] = []
    let now = 0
    const stream = { write: (text: string) => written.push(text) > 0 }
    const display = new DeliveryDisplay({ stream, color: false, nowMs: () => now })
    display.update([KAFKA])
    now = 5000
    display.update([{ ...KAFKA, behindBytes: 15_000_000 }])
    now = 10_000
    display.update([{ ...KAFKA, behindBytes: 10_000_000 }])
    display.finish()
    expect(written).toEqual([
      'delivering: 20.0 MB left: kafka delivering, 20.0 MB behind\n',
      'delivering: 10.0 MB left, 10 s: kafka delivering, 10.0 MB behind\n',
    ])
  })

  it('redraws one line on a terminal and leaves the cursor below it', () => {
    const written: string[] = []
    let now = 0
    const stream = { isTTY: true, columns: 60, write: (text: string) => written.push(text) > 0 }
    const display = new DeliveryDisplay({ stream, color: false, nowMs: () => now })
    for (; now < 1000; now += 50) display.update([KAFKA])
    display.finish()
    display.finish()
    expect(written).toHaveLength(6)
    expect(written.at(-1)).toBe('\n')
  })
})
