import { describe, expect, it } from 'vitest'
import { Latencies } from './latencies.ts'

describe('latencies', () => {
  it('tell percentiles to a tenth', () => {
    const latencies = new Latencies()
    for (let ms = 1; ms <= 1000; ms++) latencies.add(ms)
    const { count, meanMs, p50Ms, p95Ms, p99Ms, maxMs } = latencies.figures
    expect([count, meanMs, maxMs]).toEqual([1000, 500.5, 1000])
    for (const [figure, exact] of [
      [p50Ms, 500],
      [p95Ms, 950],
      [p99Ms, 990],
    ]) {
      expect(figure).toBeGreaterThanOrEqual(exact)
      expect(figure).toBeLessThanOrEqual(1.1 * exact)
    }
  })

  it('are nothing without values, and no more than the longest', () => {
    const latencies = new Latencies()
    expect(latencies.figures).toEqual({ count: 0, meanMs: 0, p50Ms: 0, p95Ms: 0, p99Ms: 0, maxMs: 0 })
    latencies.add(3_600_000)
    latencies.add(0)
    expect(latencies.figures.maxMs).toBe(3_600_000)
    expect(latencies.figures.p50Ms).toBe(0.1)
  })
})
