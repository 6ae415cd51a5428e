/** @module A feeder once more, as a tree of points: what `solveLinDistFlow` over columns must agree with. */

import type { Feeder, Meter } from '../campus/meter.ts'
import { DESIGN_POWER_FACTOR, sizeCable } from '../physics/feeder/cable.ts'
import { transformerImpedance } from '../physics/feeder/transformer.ts'

/** A meter's place in the tree; powers are set before the voltages are asked for. */
export interface ReferencePoint {
  readonly meter: Meter
  activeW: number
  reactiveVar: number
  voltageV: number
}

type Branch = { readonly point: ReferencePoint; readonly children: Branch[]; readonly distanceM: number }

export class ReferenceFeeder {
  readonly points: readonly ReferencePoint[]
  readonly #branches: readonly Branch[]
  readonly #transformer: { resistanceOhm: number; reactanceOhm: number }
  readonly #nominalVoltageV: number
  readonly #longestM: number

  /** @param meters - the feeder's meters by their index in the fleet */
  constructor(feeder: Feeder, meters: ReadonlyMap<number, Meter>, nominalVoltageV: number) {
    const branches = new Map<number, Branch>()
    const roots: Branch[] = []
    for (const [index, meter] of meters) {
      const { upstream, cableM } = meter.connection
      const up = branches.get(upstream)
      const children: Branch[] = []
      const branch: Branch = {
        point: { meter, activeW: 0, reactiveVar: 0, voltageV: 0 },
        children,
        distanceM: (up?.distanceM ?? 0) + cableM,
      }
      branches.set(index, branch)
      ;(up?.children ?? roots).push(branch)
    }
    this.points = [...branches.values()].map(({ point }) => point)
    this.#branches = roots
    this.#transformer = transformerImpedance(feeder, nominalVoltageV)
    this.#nominalVoltageV = nominalVoltageV
    this.#longestM = Math.max(...[...branches.values()].map(({ distanceM }) => distanceM))
  }

  /** Sets every point's voltage from the powers at all points. */
  solve(supplyVoltageV: number): void {
    const { resistanceOhm, reactanceOhm } = this.#transformer
    const flows = this.#branches.map(flowInto)
    const activeW = flows.reduce((sum, flow) => sum + flow.activeW, 0)
    const reactiveVar = flows.reduce((sum, flow) => sum + flow.reactiveVar, 0)
    const busbarSquaredV = 3 * supplyVoltageV ** 2 - 2 * (resistanceOhm * activeW + reactanceOhm * reactiveVar)
    for (const branch of this.#branches) {
      this.#descend(branch, busbarSquaredV)
    }
  }

  #descend(branch: Branch, squaredUpstreamV: number): void {
    const { resistanceOhm, reactanceOhm } = this.#cableTo(branch)
    const { activeW, reactiveVar } = flowInto(branch)
    const squaredV = squaredUpstreamV - 2 * (resistanceOhm * activeW + reactanceOhm * reactiveVar)
    branch.point.voltageV = Math.max(this.#nominalVoltageV / 2, Math.sqrt(Math.max(0, squaredV) / 3))
    for (const child of branch.children) {
      this.#descend(child, squaredV)
    }
  }

  /** The cable before a point: sized for the larger of what can be drawn and fed behind it, for 5 % over the feeder. */
  #cableTo(branch: Branch): { resistanceOhm: number; reactanceOhm: number } {
    const currentA = (Math.max(designDrawKva(branch), designFeedKva(branch)) * 1000) / (3 * this.#nominalVoltageV)
    const dropVPerKm = (0.05 * Math.sqrt(3) * this.#nominalVoltageV * 1000) / this.#longestM
    const { resistanceOhmPerKm, reactanceOhmPerKm } = sizeCable(currentA, dropVPerKm)
    const lengthKm = branch.point.meter.connection.cableM / 1000
    return { resistanceOhm: resistanceOhmPerKm * lengthKm, reactanceOhm: reactanceOhmPerKm * lengthKm }
  }
}

function flowInto({ point, children }: Branch): { activeW: number; reactiveVar: number } {
  const flows = children.map(flowInto)
  return {
    activeW: flows.reduce((sum, flow) => sum + flow.activeW, point.activeW),
    reactiveVar: flows.reduce((sum, flow) => sum + flow.reactiveVar, point.reactiveVar),
  }
}

function designDrawKva({ point, children }: Branch): number {
  const { capacityKw, battery } = point.meter
  return children.reduce(
    (sum, child) => sum + designDrawKva(child),
    capacityKw / DESIGN_POWER_FACTOR + (battery?.powerKw ?? 0),
  )
}

function designFeedKva({ point, children }: Branch): number {
  const { pv, battery } = point.meter
  return children.reduce((sum, child) => sum + designFeedKva(child), (pv?.inverterKw ?? 0) + (battery?.powerKw ?? 0))
}
