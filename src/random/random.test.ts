import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_SEED, Random, STREAM, type Stream, toUniform } from './random.ts'

const N = 100_000
const STREAMS = Object.values(STREAM)
const LANES = [0, 1, 2, 3] as const

/** Means of n independent values scatter by 1/√n standard deviations; five of those are missed once in 1.7 million. */
const FIVE_SIGMA = 5 / Math.sqrt(N)

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Correlation of two columns, −1 to 1. */
function correlation(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [mean(a), mean(b)]
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    ab += (a[i] - meanA) * (b[i] - meanB)
    aa += (a[i] - meanA) ** 2
    bb += (b[i] - meanB) ** 2
  }
  return ab / Math.sqrt(aa * bb)
}

const column = (value: (i: number) => number, length = N): Float64Array =>
  Float64Array.from({ length }, (_, i) => value(i))

describe('toUniform', () => {
  it('maps the words to the middle of their cells: never 0, never 1', () => {
    expect(toUniform(0)).toBe(2 ** -33)
    expect(toUniform(0xffff_ffff)).toBe(1 - 2 ** -33)
    expect(toUniform(0x8000_0000)).toBe(0.5 + 2 ** -33)
  })
})

describe('Random', () => {
  it('is a function of seed, stream, entity and step, whatever was drawn before', () => {
    const draw = fc.record({
      seed: fc.maxSafeNat(),
      stream: fc.constantFrom(...STREAMS),
      entity: fc.integer({ min: 0, max: 0xffff_ffff }),
      step: fc.maxSafeNat(),
      lane: fc.constantFrom(...LANES),
    })
    fc.assert(
      fc.property(draw, draw, ({ seed, stream, entity, step, lane }, other) => {
        const random = new Random(seed)
        const first = random.uniform(stream, entity, step, lane)
        random.normal(other.stream, other.entity, other.step)
        expect(random.uniform(stream, entity, step, lane)).toBe(first)
        expect(new Random(seed).uniform(stream, entity, step, lane)).toBe(first)
        expect(first).toBeGreaterThan(0)
        expect(first).toBeLessThan(1)
      }),
    )
  })

  it('gives uniform deviates: mean 1/2, variance 1/12, and every tenth as often as the others', () => {
    const random = new Random(42)
    for (const lane of LANES) {
      const values = column((i) => random.uniform(STREAM.load, 7, i, lane))
      expect(Math.abs(mean(values) - 0.5)).toBeLessThan(FIVE_SIGMA * Math.sqrt(1 / 12))
      const squares = values.map((u) => (u - 0.5) ** 2)
      // (u − ½)² has mean 1/12 and variance 1/80 − 1/144 = 1/180.
      expect(Math.abs(mean(squares) - 1 / 12)).toBeLessThan(FIVE_SIGMA * Math.sqrt(1 / 180))
      const tenths = new Float64Array(10)
      for (const u of values) tenths[Math.floor(u * 10)] += 1
      for (const count of tenths) {
        expect(Math.abs(count / N - 0.1)).toBeLessThan(FIVE_SIGMA * 0.3)
      }
    }
  })

  it('gives normal deviates: mean 0, variance 1, no skew, kurtosis 3, and tails as they should be', () => {
    const random = new Random(42)
    const values = column((i) => random.normal(STREAM.cloud, 0, i))
    expect(Math.abs(mean(values))).toBeLessThan(FIVE_SIGMA)
    // Variances of x², x³ and x⁴ are 2, 15 and 96.
    expect(Math.abs(mean(values.map((x) => x ** 2)) - 1)).toBeLessThan(FIVE_SIGMA * Math.sqrt(2))
    expect(Math.abs(mean(values.map((x) => x ** 3)))).toBeLessThan(FIVE_SIGMA * Math.sqrt(15))
    expect(Math.abs(mean(values.map((x) => x ** 4)) - 3)).toBeLessThan(FIVE_SIGMA * Math.sqrt(96))
    // 4.55 % of a normal law lie beyond two standard deviations.
    expect(Math.abs(mean(values.map((x) => (Math.abs(x) > 2 ? 1 : 0))) - 0.0455)).toBeLessThan(FIVE_SIGMA * 0.2085)
  })

  it('has independent streams', () => {
    const random = new Random(1)
    const columns = STREAMS.map((stream) => column((i) => random.uniform(stream, 0, i), 20_000))
    for (let a = 0; a < columns.length; a++) {
      for (let b = 0; b < a; b++) {
        expect(Math.abs(correlation(columns[a], columns[b]))).toBeLessThan(5 / Math.sqrt(20_000))
      }
    }
  })

  it.each<[string, (i: number, random: Random) => number, (i: number, random: Random) => number]>([
    [
      'steps that follow each other',
      (i, r) => r.uniform(STREAM.load, 3, i),
      (i, r) => r.uniform(STREAM.load, 3, i + 1),
    ],
    ['neighbouring entities', (i, r) => r.uniform(STREAM.load, 3, i), (i, r) => r.uniform(STREAM.load, 4, i)],
    ['entities within a step', (i, r) => r.uniform(STREAM.load, i, 9), (i, r) => r.uniform(STREAM.load, i + 1, 9)],
    ['lanes', (i, r) => r.uniform(STREAM.load, 3, i, 0), (i, r) => r.uniform(STREAM.load, 3, i, 1)],
    ['entity and step exchanged', (i, r) => r.uniform(STREAM.load, i, 3), (i, r) => r.uniform(STREAM.load, 3, i)],
    ['seeds one apart', (i, r) => r.uniform(STREAM.load, 3, i), (i) => new Random(43).uniform(STREAM.load, 3, i)],
    ['normals of neighbours', (i, r) => r.normal(STREAM.load, 3, i), (i, r) => r.normal(STREAM.load, 4, i)],
  ])('has no correlation between %s', (_, a, b) => {
    const random = new Random(42)
    const n = 40_000
    const [one, other] = [column((i) => a(i, random), n), column((i) => b(i, random), n)]
    expect(Math.abs(correlation(one, other))).toBeLessThan(5 / Math.sqrt(n))
  })

  it('has four lanes of its words, and the first by default', () => {
    const random = new Random(5)
    const words = [...random.words(STREAM.wind, 1, 2)]
    expect(LANES.map((lane) => random.uniform(STREAM.wind, 1, 2, lane))).toEqual(words.map(toUniform))
    expect(random.uniform(STREAM.wind, 1, 2)).toBe(toUniform(words[0]))
  })

  it('tells steps beyond 2^32 from those before, as a counter of two words must', () => {
    const random = new Random(42)
    const steps = [0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, 2 ** 33, 2 ** 52, Number.MAX_SAFE_INTEGER]
    const words = steps.map((step) => random.words(STREAM.load, 0, step).join())
    expect(new Set(words).size).toBe(steps.length)
  })

  it('tells all seeds apart, beyond 2^32 as well', () => {
    const seeds = [0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, MAX_SEED - 1, MAX_SEED]
    const words = seeds.map((seed) => new Random(seed).words(STREAM.load, 0, 0).join())
    expect(new Set(words).size).toBe(seeds.length)
  })

  it('keeps the numbers of its streams, which recorded runs depend on', () => {
    expect(STREAM).toMatchObject({
      weatherState: 1,
      cloud: 2,
      temperature: 3,
      wind: 4,
      frequency: 5,
      supplyVoltage: 6,
      load: 7,
      fleet: 8,
      strategy: 9,
    } satisfies Record<string, Stream>)
    expect(new Set(STREAMS).size).toBe(STREAMS.length)
  })

  it('keys the generator with both halves of the seed', () => {
    expect(new Random(2 ** 32 + 5)).toMatchObject({ keyLow: 5, keyHigh: 1 })
    expect(new Random(MAX_SEED)).toMatchObject({ keyLow: 0xffff_ffff, keyHigh: 0x1f_ffff })
  })
})
