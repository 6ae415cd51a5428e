/** @module Voltages along radial feeders from the power flowing in them, by the linearised DistFlow equations. */

import type { FeederNetwork } from './feeder-network.ts'

/** Share of the nominal voltage below which no steady state exists for loads of constant power. */
const COLLAPSE_SHARE = 0.5

/** Memory a solution works in, by node: allocated once, reused every tick. */
export interface FeederWork {
  /** Three-phase power flowing into each node and on to all behind it [W], [var]. */
  readonly flowW: Float64Array
  readonly flowVar: Float64Array
  /** Squared line-to-line voltage of each node [V²]. */
  readonly squaredV: Float64Array
}

/** Allocates the working memory of a network. */
export function createFeederWork(network: FeederNetwork): FeederWork {
  const nodes = network.feeders + network.size
  return {
    flowW: new Float64Array(nodes),
    flowVar: new Float64Array(nodes),
    squaredV: new Float64Array(nodes),
  }
}

/**
 * Solves all feeders of a network.
 *
 * P_j = p_j + Σ_children P, Q_j = q_j + Σ_children Q, U_j² = U_i² − 2·(R_ij·P_j + X_ij·Q_j)
 *
 * with three-phase powers and line-to-line voltages U; losses are neglected, phases are balanced (single-phase meters are
 * taken to be spread evenly over the phases). Import lowers voltage, export raises it. Below half the nominal voltage,
 * where a real feeder would have tripped, the linearisation means nothing and the voltage is held there.
 *
 * @param network - the feeders
 * @param activeW - net active power of each meter, import positive [W]
 * @param reactiveVar - net reactive power of each meter, inductive import positive [var]
 * @param sourceVoltageV - phase-to-neutral voltage before each feeder's transformer, as seen on the low-voltage side [V],
 *   by feeder of the network
 * @param voltageOut - receives the phase-to-neutral voltage of each meter [V]
 * @param work - from `createFeederWork` of the same network
 * @see Baran, Wu, "Optimal sizing of capacitors placed on a radial distribution system", IEEE Transactions on Power
 *   Delivery 4 (1989) 735-743, doi:10.1109/61.19266
 */
export function solveLinDistFlow(
  network: FeederNetwork,
  activeW: Float64Array,
  reactiveVar: Float64Array,
  sourceVoltageV: Float64Array,
  voltageOut: Float64Array,
  work: FeederWork,
): void {
  const { feeders, size, parent, resistanceOhm, reactanceOhm } = network
  const { flowW, flowVar, squaredV } = work
  flowW.fill(0)
  flowVar.fill(0)
  for (let i = size - 1; i >= 0; i--) {
    const node = feeders + i
    const up = parent[i]
    flowW[node] += activeW[i]
    flowVar[node] += reactiveVar[i]
    flowW[up] += flowW[node]
    flowVar[up] += flowVar[node]
  }
  for (let f = 0; f < feeders; f++) {
    const source = sourceVoltageV[f]
    squaredV[f] =
      3 * source * source -
      2 * (network.transformerResistanceOhm[f] * flowW[f] + network.transformerReactanceOhm[f] * flowVar[f])
  }
  const collapseV = COLLAPSE_SHARE * network.nominalVoltageV
  const collapseSquaredV = 3 * collapseV * collapseV
  for (let i = 0; i < size; i++) {
    const node = feeders + i
    const squared = squaredV[parent[i]] - 2 * (resistanceOhm[i] * flowW[node] + reactanceOhm[i] * flowVar[node])
    squaredV[node] = squared
    voltageOut[i] = squared > collapseSquaredV ? Math.sqrt(squared / 3) : collapseV
  }
}
