/** @module The hot loop: one pass over a range of meters turns a tick's conditions into readings. */

import { BUILDING_TYPES } from '../campus/building-type.ts'
import { stateOfHealth } from '../physics/battery/ageing.ts'
import { chargeLimit, dischargeLimit, retentionPerInterval, storedAfter } from '../physics/battery/battery.ts'
import { DISPATCH_DECISIONS, type DispatchSituation } from '../physics/battery/dispatch/dispatch-strategy.ts'
import { emptyOutlook } from '../physics/battery/dispatch/price-outlook.ts'
import {
  apparentPowerVa,
  currentPerPhaseA,
  loadReactivePerActive,
  powerFactor,
} from '../physics/feeder/electrical-state.ts'
import type { FeederNetwork } from '../physics/feeder/feeder-network.ts'
import { createFeederWork, type FeederWork, solveLinDistFlow } from '../physics/feeder/lin-dist-flow.ts'
import { BUILDING_CONSTANTS } from '../physics/load/building-constants.ts'
import { loadNoiseFactor, noiseCoefficients } from '../physics/load/load-noise.ts'
import { inverterAcKw } from '../physics/solar/inverter.ts'
import { philox4x32 } from '../random/philox.ts'
import { type Random, STREAM, toUniform } from '../random/random.ts'
import { milliWhPerKw } from '../units/energy.ts'
import type { RangeControls } from './commands/range-controls.ts'
import type { AssetFaults } from './faults/asset-faults.ts'
import type { FleetParameters } from './fleet-parameters.ts'
import type { FleetState } from './fleet-state.ts'
import { readPriceOutlook } from './price-conditions.ts'
import { type ReadingColumns, sliceReadingColumns } from './readings/reading-batch.ts'
import { CONDITION, type SiteConditions } from './site-conditions.ts'
import { TOTAL, TOTALS_PER_TYPE } from './tick-totals.ts'

const TWO_PI = 2 * Math.PI
const DAY_SECONDS = 86_400
const TWO_POW_32 = 0x1_0000_0000
/** Self-discharge of lithium iron phosphate cells with their management system, per month. */
const SELF_DISCHARGE_PER_MONTH = 0.025

/** What a kernel needs to know of its range. */
export interface FleetKernelOptions {
  readonly parameters: FleetParameters
  readonly network: FeederNetwork
  /** Index of the range's first feeder. */
  readonly firstFeeder: number
  /** The range's part of the state: the kernel's memory. */
  readonly state: FleetState
  /** Columns of the whole fleet; the kernel fills its range. */
  readonly columns: ReadingColumns
  /** What meters of the range are told; null where nobody can tell them anything. */
  readonly controls: RangeControls | null
  /** Arrays and batteries of the range that have failed; null where none can. */
  readonly faults: AssetFaults | null
  /** Meters whose load is replayed (indices in the fleet, ascending), parallel to `SiteConditions.replayedKw`. */
  readonly replayedMeters: Int32Array
  readonly random: Random
  readonly intervalSeconds: number
}

/** Load-noise coefficients by building type, for one interval. */
interface NoiseTable {
  readonly fastPhi: Float64Array
  readonly fastInnovation: Float64Array
  readonly fastSigma: Float64Array
  readonly slowPhi: Float64Array
  readonly slowInnovation: Float64Array
  readonly slowSigma: Float64Array
}

/**
 * Advances meters [from, to) tick by tick.
 *
 * Every number depends on the settings, the seed and the tick alone; a range starts and ends on feeder boundaries, so
 * that splitting the fleet among kernels changes nothing.
 */
export class FleetKernel {
  readonly #parameters: FleetParameters
  readonly #network: FeederNetwork
  readonly #firstFeeder: number
  readonly #state: FleetState
  readonly #columns: ReadingColumns
  readonly #controls: RangeControls | null
  readonly #faults: AssetFaults | null
  readonly #replayed: { readonly meter: Int32Array; readonly slot: Int32Array }
  readonly #random: Random
  readonly #noise: NoiseTable
  readonly #reactivePerActive: Float64Array
  readonly #intervalSeconds: number
  readonly #perKw: number
  readonly #ticksPerDay: number
  readonly #retention: number
  readonly #situation: DispatchSituation
  readonly #activeW: Float64Array
  readonly #reactiveVar: Float64Array
  readonly #work: FeederWork
  readonly #words = new Uint32Array(4)

  constructor(options: FleetKernelOptions) {
    const { parameters, intervalSeconds } = options
    const { from, to } = parameters
    this.#parameters = parameters
    this.#network = options.network
    this.#firstFeeder = options.firstFeeder
    this.#state = options.state
    this.#columns = sliceReadingColumns(options.columns, from, to)
    this.#controls = options.controls
    this.#faults = options.faults
    this.#replayed = replayedWithin(options.replayedMeters, from, to)
    this.#random = options.random
    this.#noise = noiseTable(intervalSeconds)
    this.#reactivePerActive = Float64Array.from(BUILDING_TYPES, (type) =>
      loadReactivePerActive(BUILDING_CONSTANTS[type].powerFactor),
    )
    this.#intervalSeconds = intervalSeconds
    this.#perKw = milliWhPerKw(intervalSeconds)
    this.#ticksPerDay = Math.max(1, Math.round(DAY_SECONDS / intervalSeconds))
    this.#retention = retentionPerInterval(SELF_DISCHARGE_PER_MONTH, intervalSeconds)
    this.#situation = { onPeak: false, roundTripEfficiency: 1, prices: emptyOutlook() }
    this.#activeW = new Float64Array(to - from)
    this.#reactiveVar = new Float64Array(to - from)
    this.#work = createFeederWork(options.network)
  }

  /** Sets the state before the first tick: noise from its stationary law, batteries at their initial charge. */
  initialise(): void {
    const { from, to, batteryNominal, socInitial } = this.#parameters
    const { fastNoise, slowNoise, stored, batteryCapacity } = this.#state
    for (let i = 0; i < to - from; i++) {
      const words = this.#random.words(STREAM.load, from + i, 0)
      const radius = Math.sqrt(-2 * Math.log(toUniform(words[0])))
      const angle = TWO_PI * toUniform(words[1])
      fastNoise[i] = radius * Math.cos(angle)
      slowNoise[i] = radius * Math.sin(angle)
    }
    for (let b = 0; b < batteryNominal.length; b++) {
      batteryCapacity[b] = batteryNominal[b]
      stored[b] = batteryNominal[b] * socInitial[b]
    }
  }

  /**
   * Computes the readings of the tick the conditions describe.
   *
   * @param totals - receives the range's sums by meter type, see TOTAL
   */
  advance(site: SiteConditions, totals: Float64Array): void {
    const controls = this.#controls?.prepare(site) === true ? this.#controls : null
    const faults = this.#faults?.prepare() === true ? this.#faults : null
    this.#advanceLoad(site)
    controls?.reduceLoads()
    this.#advancePv(site)
    faults?.reduceArrays()
    controls?.limitArrays()
    this.#advanceBatteries(site, controls, faults)
    controls?.steerArrays()
    this.#balance(totals)
    controls?.addReactivePower(this.#reactiveVar)
    solveLinDistFlow(
      this.#network,
      this.#activeW,
      this.#reactiveVar,
      site.supplyVoltage.subarray(this.#firstFeeder),
      this.#columns.voltage,
      this.#work,
    )
    this.#electricalState()
  }

  #advanceLoad({ scalars, unitLoad, replayedKw }: SiteConditions): void {
    const { from, to, buildingType, designMilliWh, loadVariability } = this.#parameters
    const { fastNoise, slowNoise } = this.#state
    const { fastPhi, fastInnovation, fastSigma, slowPhi, slowInnovation, slowSigma } = this.#noise
    const { consumed } = this.#columns
    const { keyLow, keyHigh } = this.#random
    const words = this.#words
    const tickLow = scalars[CONDITION.tick] >>> 0
    const tickHigh = Math.floor(scalars[CONDITION.tick] / TWO_POW_32)
    for (let i = 0; i < to - from; i++) {
      const type = buildingType[i]
      philox4x32(tickLow, tickHigh, from + i, STREAM.load, keyLow, keyHigh, words)
      // Box and Muller 1958: both deviates of the pair are used, one for each memory of the noise.
      const radius = Math.sqrt(-2 * Math.log(toUniform(words[0])))
      const cosine = Math.cos(TWO_PI * toUniform(words[1]))
      const sine = Math.sqrt(1 - cosine * cosine) * (words[1] < TWO_POW_32 / 2 ? 1 : -1)
      const fast = fastPhi[type] * fastNoise[i] + fastInnovation[type] * radius * cosine
      const slow = slowPhi[type] * slowNoise[i] + slowInnovation[type] * radius * sine
      fastNoise[i] = fast
      slowNoise[i] = slow
      const variability = loadVariability[i]
      const factor = loadNoiseFactor(fast, slow, variability * fastSigma[type], variability * slowSigma[type])
      // Rounds half up like Math.round, which V8 does not inline; energies are never negative.
      consumed[i] = Math.floor(designMilliWh[i] * unitLoad[type] * factor + 0.5)
    }
    const { meter, slot } = this.#replayed
    for (let r = 0; r < meter.length; r++) {
      const measuredKw = replayedKw[slot[r]]
      if (!Number.isNaN(measuredKw)) {
        consumed[meter[r]] = Math.round(measuredKw * this.#perKw)
      }
    }
  }

  #advancePv({ planeDcPerKwp }: SiteConditions): void {
    const { pvMeter, pvKwp, pvInverterKw, pvPlane } = this.#parameters
    const { generated } = this.#columns
    const perKw = this.#perKw
    for (let p = 0; p < pvMeter.length; p++) {
      const dcKw = pvKwp[p] * planeDcPerKwp[pvPlane[p]]
      generated[pvMeter[p]] = dcKw > 0 ? Math.floor(inverterAcKw(dcKw, pvInverterKw[p]) * perKw + 0.5) : 0
    }
  }

  #advanceBatteries(site: SiteConditions, controls: RangeControls | null, faults: AssetFaults | null): void {
    const { scalars } = site
    const parameters = this.#parameters
    const { batteryMeter, batteryPowerLimit, chargeEfficiency, dischargeEfficiency, socMin, socMax } = parameters
    const { stored, batteryCapacity, chargedTotal, dischargedTotal } = this.#state
    const { generated, consumed, charged, discharged, stateOfCharge } = this.#columns
    const situation = this.#situation
    situation.onPeak = scalars[CONDITION.onPeak] === 1
    readPriceOutlook(site, situation.prices)
    const retention = this.#retention
    if (scalars[CONDITION.tick] % this.#ticksPerDay === 0) {
      this.#fade(scalars[CONDITION.tick])
    }
    for (let b = 0; b < batteryMeter.length; b++) {
      const i = batteryMeter[b]
      const capacity = batteryCapacity[b]
      situation.roundTripEfficiency = chargeEfficiency[b] * dischargeEfficiency[b]
      const own = DISPATCH_DECISIONS[parameters.dispatch[b]](
        generated[i] - consumed[i],
        stored[b] / capacity,
        batteryPowerLimit[b],
        parameters.shavingThreshold[b],
        situation,
      )
      const wish = controls === null ? own : controls.batteryWish(i, own)
      const wanted = faults?.isBatteryOut(i) === true ? 0 : wish
      let charge = 0
      let discharge = 0
      if (wanted > 0) {
        const limit = chargeLimit(stored[b], capacity, socMax[b], chargeEfficiency[b], batteryPowerLimit[b])
        charge = Math.min(Math.floor(wanted), limit)
      } else if (wanted < 0) {
        const limit = dischargeLimit(stored[b], capacity, socMin[b], dischargeEfficiency[b], batteryPowerLimit[b])
        discharge = Math.min(Math.floor(-wanted), limit)
      }
      const floor = socMin[b] * capacity
      const after = storedAfter(
        stored[b],
        charge,
        discharge,
        chargeEfficiency[b],
        dischargeEfficiency[b],
        retention,
        floor,
      )
      stored[b] = after
      charged[i] = charge
      discharged[i] = discharge
      chargedTotal[b] += charge
      dischargedTotal[b] += discharge
      stateOfCharge[i] = (100 * after) / capacity
    }
  }

  /** Lowers capacities by their age and throughput, where the energy in them still fits the window. */
  #fade(tick: number): void {
    const { batteryNominal, socMax } = this.#parameters
    const { stored, batteryCapacity, dischargedTotal } = this.#state
    const ageSeconds = tick * this.#intervalSeconds
    for (let b = 0; b < batteryNominal.length; b++) {
      const faded = batteryNominal[b] * stateOfHealth(dischargedTotal[b], batteryNominal[b], ageSeconds)
      if (faded < batteryCapacity[b] && stored[b] <= socMax[b] * faded) {
        batteryCapacity[b] = faded
      }
    }
  }

  #balance(totals: Float64Array): void {
    const { from, to, meterType, buildingType } = this.#parameters
    const { importRegister, exportRegister, generationRegister, peakConsumed, slotImported, slotExported } = this.#state
    const columns = this.#columns
    const activeW = this.#activeW
    const reactiveVar = this.#reactiveVar
    const reactivePerActive = this.#reactivePerActive
    const wattsPerMilliWh = 3.6 / this.#intervalSeconds
    totals.fill(0)
    for (let i = 0; i < to - from; i++) {
      const generated = columns.generated[i]
      const consumed = columns.consumed[i]
      const charged = columns.charged[i]
      const discharged = columns.discharged[i]
      const net = consumed + charged - generated - discharged
      const imported = net > 0 ? net : 0
      const exported = net < 0 ? -net : 0
      columns.imported[i] = imported
      columns.exported[i] = exported
      columns.importRegister[i] = importRegister[i] += imported
      columns.exportRegister[i] = exportRegister[i] += exported
      columns.generationRegister[i] = generationRegister[i] += generated
      slotImported[i] += imported
      slotExported[i] += exported
      if (consumed > peakConsumed[i]) {
        peakConsumed[i] = consumed
      }
      activeW[i] = net * wattsPerMilliWh
      reactiveVar[i] = consumed * wattsPerMilliWh * reactivePerActive[buildingType[i]]
      const at = meterType[i] * TOTALS_PER_TYPE
      totals[at + TOTAL.generated] += generated
      totals[at + TOTAL.consumed] += consumed
      totals[at + TOTAL.charged] += charged
      totals[at + TOTAL.discharged] += discharged
      totals[at + TOTAL.imported] += imported
      totals[at + TOTAL.exported] += exported
      totals[at + TOTAL.selfConsumed] += Math.min(generated, consumed + charged)
      totals[at + TOTAL.selfSupplied] += Math.min(consumed, generated + discharged)
      totals[at + TOTAL.surplus] += generated > consumed ? generated - consumed : 0
    }
  }

  #electricalState(): void {
    const { from, to, phases } = this.#parameters
    const { voltage, current, powerFactor: powerFactors } = this.#columns
    const activeW = this.#activeW
    const reactiveVar = this.#reactiveVar
    for (let i = 0; i < to - from; i++) {
      const active = activeW[i]
      const apparent = apparentPowerVa(active, reactiveVar[i])
      current[i] = currentPerPhaseA(apparent, voltage[i], phases[i])
      powerFactors[i] = powerFactor(active, apparent)
    }
  }
}

function noiseTable(intervalSeconds: number): NoiseTable {
  const constants = BUILDING_TYPES.map((type) => BUILDING_CONSTANTS[type].noise)
  const fast = constants.map(({ fastTauSeconds }) => noiseCoefficients(fastTauSeconds, intervalSeconds))
  const slow = constants.map(({ slowTauSeconds }) => noiseCoefficients(slowTauSeconds, intervalSeconds))
  return {
    fastPhi: Float64Array.from(fast, ({ phi }) => phi),
    fastInnovation: Float64Array.from(fast, ({ innovation }) => innovation),
    fastSigma: Float64Array.from(constants, ({ fastSigma }) => fastSigma),
    slowPhi: Float64Array.from(slow, ({ phi }) => phi),
    slowInnovation: Float64Array.from(slow, ({ innovation }) => innovation),
    slowSigma: Float64Array.from(constants, ({ slowSigma }) => slowSigma),
  }
}

/** The replayed meters of a range: their index in it and their slot in the conditions. */
function replayedWithin(meters: Int32Array, from: number, to: number): { meter: Int32Array; slot: Int32Array } {
  const slots = Array.from(meters.keys()).filter((slot) => meters[slot] >= from && meters[slot] < to)
  return { meter: Int32Array.from(slots, (slot) => meters[slot] - from), slot: Int32Array.from(slots) }
}
