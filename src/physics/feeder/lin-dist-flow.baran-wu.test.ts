import { describe, expect, it } from 'vitest'
import type { FeederNetwork } from './feeder-network.ts'
import { createFeederWork, solveLinDistFlow } from './lin-dist-flow.ts'

/** Line-to-line base voltage [V]. */
const BASE_V = 12_660

/**
 * The 33-bus feeder: bus 2 to bus 33 in order, each with [upstream bus, R Ω, X Ω, load kW, load kvar].
 *
 * Baran, Wu, "Network reconfiguration in distribution systems for loss reduction and load balancing", IEEE Transactions
 * on Power Delivery 4 (1989) 1401-1407, doi:10.1109/61.25627.
 */
const BUSES: readonly (readonly [upstream: number, r: number, x: number, kw: number, kvar: number])[] = [
  [1, 0.0922, 0.047, 100, 60],
  [2, 0.493, 0.2511, 90, 40],
  [3, 0.366, 0.1864, 120, 80],
  [4, 0.3811, 0.1941, 60, 30],
  // biome-ignore lint/suspicious/noApproximativeNumericConstant: a published reactance, not 1/√2
  [5, 0.819, 0.707, 60, 20],
  [6, 0.1872, 0.6188, 200, 100],
  [7, 0.7114, 0.2351, 200, 100],
  [8, 1.03, 0.74, 60, 20],
  [9, 1.044, 0.74, 60, 20],
  [10, 0.1966, 0.065, 45, 30],
  [11, 0.3744, 0.1238, 60, 35],
  [12, 1.468, 1.155, 60, 35],
  [13, 0.5416, 0.7129, 120, 80],
  [14, 0.591, 0.526, 60, 10],
  [15, 0.7463, 0.545, 60, 20],
  [16, 1.289, 1.721, 60, 20],
  [17, 0.732, 0.574, 90, 40],
  [2, 0.164, 0.1565, 90, 40],
  [19, 1.5042, 1.3554, 90, 40],
  [20, 0.4095, 0.4784, 90, 40],
  [21, 0.7089, 0.9373, 90, 40],
  [3, 0.4512, 0.3083, 90, 50],
  [23, 0.898, 0.7091, 420, 200],
  [24, 0.896, 0.7011, 420, 200],
  [6, 0.203, 0.1034, 60, 25],
  [26, 0.2842, 0.1447, 60, 25],
  [27, 1.059, 0.9337, 60, 20],
  [28, 0.8042, 0.7006, 120, 70],
  [29, 0.5075, 0.2585, 200, 600],
  [30, 0.9744, 0.963, 150, 70],
  [31, 0.3105, 0.3619, 210, 100],
  [32, 0.341, 0.5302, 60, 40],
]

const ACTIVE_W = Float64Array.from(BUSES, ([, , , kw]) => kw * 1000)
const REACTIVE_VAR = Float64Array.from(BUSES, ([, , , , kvar]) => kvar * 1000)

/** Bus 1 is the busbar, node 0; bus b is meter b − 2, node b − 1. */
function network(): FeederNetwork {
  return {
    firstFeeder: 0,
    feeders: 1,
    size: BUSES.length,
    parent: Int32Array.from(BUSES, ([upstream]) => upstream - 1),
    resistanceOhm: Float64Array.from(BUSES, ([, r]) => r),
    reactanceOhm: Float64Array.from(BUSES, ([, , x]) => x),
    transformerResistanceOhm: Float64Array.of(0),
    transformerReactanceOhm: Float64Array.of(0),
    nominalVoltageV: BASE_V / Math.sqrt(3),
  }
}

/** Voltages per unit by the full DistFlow equations, iterated to convergence: with losses, unlike the linearisation. */
function exactVoltagesPu(): number[] {
  let squared = BUSES.map(() => BASE_V ** 2)
  let lossW = 0
  for (let iteration = 0; iteration < 50; iteration++) {
    const p = [0, ...ACTIVE_W]
    const q = [0, ...REACTIVE_VAR]
    const currentSquared = BUSES.map(() => 0)
    lossW = 0
    for (let i = BUSES.length - 1; i >= 0; i--) {
      const [upstream, r, x] = BUSES[i]
      currentSquared[i] = (p[i + 1] ** 2 + q[i + 1] ** 2) / squared[i]
      p[i + 1] += r * currentSquared[i]
      q[i + 1] += x * currentSquared[i]
      p[upstream - 1] += p[i + 1]
      q[upstream - 1] += q[i + 1]
      lossW += r * currentSquared[i]
    }
    const next: number[] = []
    for (const [i, [upstream, r, x]] of BUSES.entries()) {
      const above = upstream === 1 ? BASE_V ** 2 : next[upstream - 2]
      next.push(above - 2 * (r * p[i + 1] + x * q[i + 1]) + (r * r + x * x) * currentSquared[i])
    }
    squared = next
  }
  // The published loss of the base case is 202.7 kW.
  expect(lossW / 1000).toBeCloseTo(202.7, 1)
  return squared.map((v) => Math.sqrt(v) / BASE_V)
}

describe('the 33-bus feeder of Baran and Wu', () => {
  const voltage = new Float64Array(BUSES.length)
  const feeder = network()
  solveLinDistFlow(
    feeder,
    ACTIVE_W,
    REACTIVE_VAR,
    Float64Array.of(BASE_V / Math.sqrt(3)),
    voltage,
    createFeederWork(feeder),
  )
  const linearPu = Array.from(voltage, (v) => (v * Math.sqrt(3)) / BASE_V)

  it('carries the published 3715 kW and 2300 kvar', () => {
    expect(ACTIVE_W.reduce((sum, w) => sum + w, 0)).toBe(3_715_000)
    expect(REACTIVE_VAR.reduce((sum, q) => sum + q, 0)).toBe(2_300_000)
  })

  it('is lowest at bus 18, a little above the published 0.9131 per unit because losses are neglected', () => {
    const lowest = Math.min(...linearPu)
    expect(linearPu.indexOf(lowest) + 2).toBe(18)
    expect(lowest).toBeGreaterThan(0.9131)
    expect(lowest).toBeLessThan(0.9131 + 0.006)
  })

  it('lies above the full equations everywhere, by at most 0.6 %', () => {
    const exactPu = exactVoltagesPu()
    expect(Math.min(...exactPu)).toBeCloseTo(0.9131, 4)
    for (const [i, exact] of exactPu.entries()) {
      expect(linearPu[i] - exact).toBeGreaterThan(0)
      expect(linearPu[i] - exact).toBeLessThan(0.006)
    }
  })
})
