/** @module The engine once more, one plain object per meter: slow, and easy to see to be right. */

import type { BatteryBank, Fleet, Meter } from '../campus/meter.ts'
import type { Settings, Site } from '../config/settings.ts'
import { stateOfHealth } from '../physics/battery/ageing.ts'
import { chargeLimit, dischargeLimit, retentionPerInterval, storedAfter } from '../physics/battery/battery.ts'
import { dispatchDecision } from '../physics/battery/dispatch/dispatch-strategy.ts'
import {
  apparentPowerVa,
  currentPerPhaseA,
  loadReactivePerActive,
  powerFactor,
} from '../physics/feeder/electrical-state.ts'
import { BUILDING_CONSTANTS } from '../physics/load/building-constants.ts'
import { loadNoiseFactor, noiseCoefficients } from '../physics/load/load-noise.ts'
import { type LoadReplay, meanKw } from '../physics/load/load-replay.ts'
import { inverterAcKw } from '../physics/solar/inverter.ts'
import { Random, STREAM, toUniform } from '../random/random.ts'
import { ReferenceFeeder } from './reference-feeder.fixture.ts'
import { type ReferenceConditions, ReferenceSite } from './reference-site.fixture.ts'

/** One meter's interval; energies are whole milliwatt-hours. */
export interface ReferenceReading {
  readonly generated: number
  readonly consumed: number
  readonly charged: number
  readonly discharged: number
  readonly imported: number
  readonly exported: number
  readonly importRegister: number
  readonly exportRegister: number
  readonly generationRegister: number
  readonly stateOfCharge: number | null
  readonly voltage: number
  readonly current: number
  readonly powerFactor: number
}

type Energies = Pick<ReferenceReading, 'generated' | 'consumed' | 'charged' | 'discharged' | 'imported' | 'exported'>

/** Two independent standard normal deviates of a meter's load at a step (Box and Muller 1958). */
function normalPair(random: Random, index: number, step: number): [fast: number, slow: number] {
  const words = random.words(STREAM.load, index, step)
  const radius = Math.sqrt(-2 * Math.log(toUniform(words[0])))
  const angle = 2 * Math.PI * toUniform(words[1])
  return [radius * Math.cos(angle), radius * Math.sin(angle)]
}

class ReferenceBattery {
  readonly #bank: BatteryBank
  readonly #isStandAlone: boolean
  readonly #capacityKw: number
  readonly #intervalSeconds: number
  readonly #nominal: number
  #capacity: number
  #stored: number
  #dischargedTotal = 0

  constructor(bank: BatteryBank, meter: Meter, intervalSeconds: number) {
    this.#bank = bank
    this.#isStandAlone = meter.meterType === 'Battery_Storage'
    this.#capacityKw = meter.capacityKw
    this.#intervalSeconds = intervalSeconds
    this.#nominal = bank.capacityKwh * 1_000_000
    this.#capacity = this.#nominal
    this.#stored = this.#nominal * bank.socInitial
  }

  get stateOfCharge(): number {
    return (100 * this.#stored) / this.#capacity
  }

  /** Ends a day: the capacity fades where the energy in the battery still fits. */
  age(seconds: number): void {
    const faded = this.#nominal * stateOfHealth(this.#dischargedTotal, this.#nominal, seconds)
    if (faded < this.#capacity && this.#stored <= this.#bank.socMax * faded) {
      this.#capacity = faded
    }
  }

  exchange(surplus: number, { onPeak, prices }: ReferenceConditions): { charged: number; discharged: number } {
    const { powerKw, socMin, socMax, chargeEfficiency, dischargeEfficiency, dispatch } = this.#bank
    const perKw = (1_000_000 * this.#intervalSeconds) / 3600
    const power = Math.floor(powerKw * perKw)
    const threshold = this.#isStandAlone ? 0 : Math.round(0.7 * this.#capacityKw * perKw)
    const stored = this.#stored
    const capacity = this.#capacity
    const roundTripEfficiency = chargeEfficiency * dischargeEfficiency
    const situation = { onPeak, prices, roundTripEfficiency }
    const wanted = dispatchDecision(dispatch)(surplus, stored / capacity, power, threshold, situation)
    const charged =
      wanted > 0 ? Math.min(Math.floor(wanted), chargeLimit(stored, capacity, socMax, chargeEfficiency, power)) : 0
    const discharged =
      wanted < 0
        ? Math.min(Math.floor(-wanted), dischargeLimit(stored, capacity, socMin, dischargeEfficiency, power))
        : 0
    this.#dischargedTotal += discharged
    this.#stored = storedAfter(
      stored,
      charged,
      discharged,
      chargeEfficiency,
      dischargeEfficiency,
      retentionPerInterval(0.025, this.#intervalSeconds),
      socMin * capacity,
    )
    return { charged, discharged }
  }
}

class ReferenceMeter {
  readonly meter: Meter
  readonly #index: number
  readonly #random: Random
  readonly #intervalSeconds: number
  readonly #replay: LoadReplay | null
  readonly #battery: ReferenceBattery | null
  #fast: number
  #slow: number
  #imported = 0
  #exported = 0
  #generated = 0

  constructor(meter: Meter, index: number, random: Random, intervalSeconds: number, replay: LoadReplay | null) {
    this.meter = meter
    this.#index = index
    this.#random = random
    this.#intervalSeconds = intervalSeconds
    this.#replay = replay
    this.#battery = meter.battery === null ? null : new ReferenceBattery(meter.battery, meter, intervalSeconds)
    const [fast, slow] = normalPair(random, index, 0)
    this.#fast = fast
    this.#slow = slow
  }

  advance(site: ReferenceConditions): Energies {
    const ticksPerDay = Math.max(1, Math.round(86_400 / this.#intervalSeconds))
    const consumed = this.#load(site)
    const generated = this.#generation(site)
    if (site.tick % ticksPerDay === 0) {
      this.#battery?.age(site.tick * this.#intervalSeconds)
    }
    const { charged, discharged } = this.#battery?.exchange(generated - consumed, site) ?? {
      charged: 0,
      discharged: 0,
    }
    const imported = Math.max(0, consumed + charged - generated - discharged)
    const exported = Math.max(0, generated + discharged - consumed - charged)
    this.#imported += imported
    this.#exported += exported
    this.#generated += generated
    return { generated, consumed, charged, discharged, imported, exported }
  }

  reading(energies: Energies, voltage: number, activeW: number, reactiveVar: number): ReferenceReading {
    const apparentVa = apparentPowerVa(activeW, reactiveVar)
    return {
      ...energies,
      importRegister: this.#imported,
      exportRegister: this.#exported,
      generationRegister: this.#generated,
      stateOfCharge: this.#battery?.stateOfCharge ?? null,
      voltage,
      current: currentPerPhaseA(apparentVa, voltage, this.meter.phases),
      powerFactor: powerFactor(activeW, apparentVa),
    }
  }

  #load(site: ReferenceConditions): number {
    const { buildingType, capacityKw, loadVariability, meterId } = this.meter
    const { fastTauSeconds, slowTauSeconds, fastSigma, slowSigma } = BUILDING_CONSTANTS[buildingType].noise
    const fast = noiseCoefficients(fastTauSeconds, this.#intervalSeconds)
    const slow = noiseCoefficients(slowTauSeconds, this.#intervalSeconds)
    const [newFast, newSlow] = normalPair(this.#random, this.#index, site.tick)
    this.#fast = fast.phi * this.#fast + fast.innovation * newFast
    this.#slow = slow.phi * this.#slow + slow.innovation * newSlow
    const series = this.#replay?.meters.get(meterId)
    const measuredKw = series === undefined ? Number.NaN : meanKw(series, site.intervalStartMs, site.intervalEndMs)
    const factor = loadNoiseFactor(this.#fast, this.#slow, loadVariability * fastSigma, loadVariability * slowSigma)
    const loadKw = Number.isNaN(measuredKw) ? capacityKw * site.unitLoad(buildingType) * factor : measuredKw
    return this.#milliWh(loadKw)
  }

  #generation(site: ReferenceConditions): number {
    const { pv } = this.meter
    return pv === null
      ? 0
      : this.#milliWh(inverterAcKw(pv.kwp * pv.performanceFactor * site.dcPerKwp(pv), pv.inverterKw))
  }

  #milliWh(powerKw: number): number {
    return Math.round((powerKw * 1_000_000 * this.#intervalSeconds) / 3600)
  }
}

export class ReferenceEngine {
  readonly #settings: Settings
  readonly #site: ReferenceSite
  readonly #feeders: readonly { readonly tree: ReferenceFeeder; readonly meters: readonly ReferenceMeter[] }[]
  #tick = 0

  constructor(fleet: Fleet, settings: Settings, site: Site, startMs: number, replay: LoadReplay | null = null) {
    const random = new Random(settings.seed)
    this.#settings = settings
    this.#site = new ReferenceSite(settings, site, startMs, fleet.feeders.length)
    this.#feeders = fleet.feeders.map((feeder, f) => {
      const meters = new Map<number, Meter>()
      for (let i = 0; i < fleet.size; i++) {
        if (fleet.meter(i).connection.feeder === f) {
          meters.set(i, fleet.meter(i))
        }
      }
      return {
        tree: new ReferenceFeeder(feeder, meters, site.nominalVoltageV),
        meters: [...meters].map(([i, meter]) => new ReferenceMeter(meter, i, random, settings.intervalSeconds, replay)),
      }
    })
  }

  /** The readings of the next tick, in meter order. */
  advance(): ReferenceReading[] {
    this.#tick += 1
    const site = this.#site.conditions(this.#tick)
    return this.#feeders.flatMap(({ tree, meters }, f) => {
      const energies = meters.map((meter) => meter.advance(site))
      tree.points.forEach((point, k) => {
        const { imported, exported, consumed } = energies[k]
        const { powerFactor } = BUILDING_CONSTANTS[point.meter.buildingType]
        point.activeW = this.#watts(imported - exported)
        point.reactiveVar = this.#watts(consumed) * loadReactivePerActive(powerFactor)
      })
      tree.solve(site.supplyVoltage(f))
      return tree.points.map((point, k) => {
        return meters[k].reading(energies[k], point.voltageV, point.activeW, point.reactiveVar)
      })
    })
  }

  /** Mean power of an energy over the interval: 1 mWh = 3.6 J. */
  #watts(milliWh: number): number {
    return (milliWh * 3.6) / this.#settings.intervalSeconds
  }
}
