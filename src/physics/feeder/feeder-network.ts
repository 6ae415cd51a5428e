/** @module The electrical tree of a range of feeders as columns: who hangs behind whom, through which impedance. */

import type { Fleet, Meter } from '../../campus/meter.ts'
import { DESIGN_POWER_FACTOR, sizeCable } from './cable.ts'
import { transformerImpedance } from './transformer.ts'

/** Voltage lost between busbar and farthest meter at the design currents (Metropolitan Electricity Authority: 5 %). */
const DESIGN_DROP = 0.05

/**
 * Feeders `firstFeeder` to `firstFeeder + feeders − 1` of a fleet and the `size` meters behind them.
 *
 * Nodes are numbered: first the busbars, 0 to feeders − 1, then the meters, feeders + i for the range's meter i. A node's
 * parent always has a smaller number, so that one loop downwards visits children before parents and one upwards the
 * other way round.
 */
export interface FeederNetwork {
  readonly firstFeeder: number
  readonly feeders: number
  readonly size: number
  /** Node each meter is connected behind, by meter. */
  readonly parent: Int32Array
  /** Cable from that node to the meter, per phase, by meter [Ω]. */
  readonly resistanceOhm: Float64Array
  readonly reactanceOhm: Float64Array
  /** Transformer before each busbar, per phase, by feeder [Ω]. */
  readonly transformerResistanceOhm: Float64Array
  readonly transformerReactanceOhm: Float64Array
  /** Phase-to-neutral [V]. */
  readonly nominalVoltageV: number
}

/**
 * Builds the network of the meters [from, to).
 *
 * Each segment is sized for the larger of what the meters behind it draw at their design peaks and what their arrays
 * feed back, batteries adding to either, within a voltage gradient that spends 5 % over the feeder's longest path.
 *
 * @param from - first meter, the first of a feeder
 * @param to - meter after the last, the first of a feeder or the fleet's size
 * @param nominalVoltageV - phase-to-neutral [V]
 * @throws RangeError when the range does not begin and end on feeder boundaries
 */
export function buildFeederNetwork(fleet: Fleet, from: number, to: number, nominalVoltageV: number): FeederNetwork {
  const firstFeeder = fleet.feederStart.indexOf(from)
  const endFeeder = fleet.feederStart.lastIndexOf(to)
  if (firstFeeder < 0 || endFeeder < firstFeeder) {
    throw new RangeError(`meters ${from} to ${to} do not begin and end on feeder boundaries`)
  }
  const feeders = endFeeder - firstFeeder
  const size = to - from
  const network: FeederNetwork = {
    firstFeeder,
    feeders,
    size,
    parent: new Int32Array(size),
    resistanceOhm: new Float64Array(size),
    reactanceOhm: new Float64Array(size),
    transformerResistanceOhm: new Float64Array(feeders),
    transformerReactanceOhm: new Float64Array(feeders),
    nominalVoltageV,
  }
  for (let f = 0; f < feeders; f++) {
    const impedance = transformerImpedance(fleet.feeders[firstFeeder + f], nominalVoltageV)
    network.transformerResistanceOhm[f] = impedance.resistanceOhm
    network.transformerReactanceOhm[f] = impedance.reactanceOhm
  }
  layCables(network, fleet, from)
  return network
}

function layCables(network: FeederNetwork, fleet: Fleet, from: number): void {
  const { firstFeeder, feeders, size, parent, nominalVoltageV } = network
  const drawnKva = new Float64Array(feeders + size)
  const fedKva = new Float64Array(feeders + size)
  const pathM = new Float64Array(feeders + size)
  const longestM = new Float64Array(feeders)
  const feederOf = new Int32Array(size)
  for (let i = 0; i < size; i++) {
    const meter = fleet.meter(from + i)
    const { feeder, upstream, cableM } = meter.connection
    const node = feeders + i
    feederOf[i] = feeder - firstFeeder
    parent[i] = upstream < 0 ? feederOf[i] : feeders + upstream - from
    pathM[node] = pathM[parent[i]] + cableM
    longestM[feederOf[i]] = Math.max(longestM[feederOf[i]], pathM[node])
    drawnKva[node] = designDrawKva(meter)
    fedKva[node] = designFeedKva(meter)
  }
  for (let i = size - 1; i >= 0; i--) {
    const node = feeders + i
    drawnKva[parent[i]] += drawnKva[node]
    fedKva[parent[i]] += fedKva[node]
    const lengthKm = (pathM[node] - pathM[parent[i]]) / 1000
    const currentA = (Math.max(drawnKva[node], fedKva[node]) * 1000) / (3 * nominalVoltageV)
    const dropV = DESIGN_DROP * Math.sqrt(3) * nominalVoltageV
    const cable = sizeCable(currentA, (dropV * 1000) / longestM[feederOf[i]])
    network.resistanceOhm[i] = cable.resistanceOhmPerKm * lengthKm
    network.reactanceOhm[i] = cable.reactanceOhmPerKm * lengthKm
  }
}

function designDrawKva(meter: Meter): number {
  return meter.capacityKw / DESIGN_POWER_FACTOR + (meter.battery?.powerKw ?? 0)
}

function designFeedKva(meter: Meter): number {
  return (meter.pv?.inverterKw ?? 0) + (meter.battery?.powerKw ?? 0)
}
