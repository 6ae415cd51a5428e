import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FeederNetwork } from './feeder-network.ts'
import { createFeederWork, solveLinDistFlow } from './lin-dist-flow.ts'

/** A network of one feeder; a parent is a meter's index, −1 the busbar. */
function feeder(
  parents: readonly number[],
  r: readonly number[],
  x: readonly number[],
  transformer = [0, 0],
): FeederNetwork {
  return {
    firstFeeder: 0,
    feeders: 1,
    size: parents.length,
    parent: Int32Array.from(parents, (parent) => parent + 1),
    resistanceOhm: Float64Array.from(r),
    reactanceOhm: Float64Array.from(x),
    transformerResistanceOhm: Float64Array.of(transformer[0]),
    transformerReactanceOhm: Float64Array.of(transformer[1]),
    nominalVoltageV: 230,
  }
}

function solve(network: FeederNetwork, watts: readonly number[], vars: readonly number[], source = 230): number[] {
  const out = new Float64Array(network.size)
  const sources = new Float64Array(network.feeders).fill(source)
  solveLinDistFlow(network, Float64Array.from(watts), Float64Array.from(vars), sources, out, createFeederWork(network))
  return [...out]
}

describe('three meters: two in a row, a third beside them', () => {
  // Busbar ─ A (0.01 + j0.005 Ω) ─ B (0.02 + j0.01 Ω); busbar ─ C (0.03 + j0.02 Ω); transformer 0.002 + j0.008 Ω.
  const network = feeder([-1, 0, -1], [0.01, 0.02, 0.03], [0.005, 0.01, 0.02], [0.002, 0.008])

  it('has the voltages computed by hand', () => {
    // A 30 kW 10 kvar, B 20 kW 5 kvar, C −15 kW 0 kvar: busbar flow 35 kW, 15 kvar; to A 50 kW, 15 kvar.
    // U² busbar 158700 − 2·(0.002·35000 + 0.008·15000) = 158320; A − 2·(500 + 75) = 157170; B − 2·(400 + 50) = 156270;
    // C 158320 + 2·450 = 159220.
    const [a, b, c] = solve(network, [30_000, 20_000, -15_000], [10_000, 5000, 0])
    expect(a).toBeCloseTo(Math.sqrt(157_170 / 3), 9)
    expect(b).toBeCloseTo(Math.sqrt(156_270 / 3), 9)
    expect(c).toBeCloseTo(Math.sqrt(159_220 / 3), 9)
  })

  it('has the source voltage everywhere when nothing flows', () => {
    for (const v of solve(network, [0, 0, 0], [0, 0, 0], 235.75)) {
      expect(v).toBeCloseTo(235.75, 12)
    }
  })

  it('rises with export and falls with import', () => {
    expect(solve(network, [0, -50_000, 0], [0, 0, 0])[1]).toBeGreaterThan(230)
    expect(solve(network, [0, 50_000, 0], [0, 0, 0])[1]).toBeLessThan(230)
  })

  it('is held at half the nominal voltage where the feeder would have collapsed', () => {
    expect(solve(network, [0, 50_000_000, 0], [0, 0, 0])[1]).toBe(115)
  })

  it('can be solved again in the same memory', () => {
    const work = createFeederWork(network)
    const out = new Float64Array(3)
    const source = Float64Array.of(230)
    solveLinDistFlow(network, Float64Array.of(9e4, -3e4, 1e4), Float64Array.of(1e4, 0, 5e3), source, out, work)
    solveLinDistFlow(network, Float64Array.of(3e4, 2e4, -15e3), Float64Array.of(1e4, 5e3, 0), source, out, work)
    expect([...out]).toEqual(solve(network, [30_000, 20_000, -15_000], [10_000, 5000, 0]))
  })
})

/** Random trees of 1 to 12 meters with cables of up to 10 mΩ and powers of up to 20 kW. */
const tree = fc.integer({ min: 1, max: 12 }).chain((size) =>
  fc.record({
    parents: fc.tuple(...Array.from({ length: size }, (_, i) => fc.integer({ min: -1, max: i - 1 }))),
    r: fc.array(fc.double({ min: 0, max: 0.01, noNaN: true }), { minLength: size, maxLength: size }),
    x: fc.array(fc.double({ min: 0, max: 0.01, noNaN: true }), { minLength: size, maxLength: size }),
    watts: fc.array(fc.integer({ min: -20_000, max: 20_000 }), { minLength: size, maxLength: size }),
    vars: fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: size, maxLength: size }),
    extra: fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: size, maxLength: size }),
  }),
)

describe('any feeder', () => {
  it('is linear in squared voltage: drops of two loads add up', () => {
    fc.assert(
      fc.property(tree, ({ parents, r, x, watts, vars, extra }) => {
        const network = feeder(parents, r, x, [0.001, 0.004])
        const zero = watts.map(() => 0)
        const drop = (p: number[], q: number[]) => solve(network, p, q).map((v) => 230 * 230 - v * v)
        const first = drop(watts, vars)
        const second = drop(extra, zero)
        const both = drop(
          watts.map((w, i) => w + extra[i]),
          vars,
        )
        for (const [i, d] of both.entries()) {
          expect(d).toBeCloseTo(first[i] + second[i], 6)
        }
      }),
    )
  })

  it('never rises anywhere when any meter draws more', () => {
    fc.assert(
      fc.property(tree, ({ parents, r, x, watts, vars, extra }) => {
        const network = feeder(parents, r, x, [0.001, 0.004])
        const before = solve(network, watts, vars)
        const after = solve(
          network,
          watts.map((w, i) => w + extra[i]),
          vars,
        )
        for (const [i, v] of after.entries()) {
          expect(v).toBeLessThanOrEqual(before[i] + 1e-9)
        }
      }),
    )
  })

  it('does not depend on the order of siblings', () => {
    const power = fc.integer({ min: -20_000, max: 20_000 })
    fc.assert(
      fc.property(fc.array(power, { minLength: 4, maxLength: 4 }), ([a, b, c, d]) => {
        // A and B hang on the busbar, C behind A, D behind B; then A and B, C and D change places.
        const one = solve(feeder([-1, -1, 0, 1], [1e-2, 2e-2, 3e-2, 4e-2], [0, 0, 0, 0]), [a, b, c, d], [0, 0, 0, 0])
        const other = solve(feeder([-1, -1, 0, 1], [2e-2, 1e-2, 4e-2, 3e-2], [0, 0, 0, 0]), [b, a, d, c], [0, 0, 0, 0])
        expect(other).toEqual([one[1], one[0], one[3], one[2]])
      }),
    )
  })
})
