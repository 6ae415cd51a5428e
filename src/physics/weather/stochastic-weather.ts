/** @module Weather made by chance: conditions, clouds, temperature, wind and humidity of one site, tick by tick. */

import { type Random, STREAM } from '../../random/random.ts'
import { DAY_MS, type LocalClock } from '../../time/local-clock.ts'
import {
  AmbientTemperature,
  CONDITION_COOLING_K,
  COOLING_IN_NORMALS_K,
  COOLING_MEMORY_SECONDS,
} from './ambient-temperature.ts'
import { BANGKOK_CLIMATE, type Climate } from './bangkok-climate.ts'
import { boundedClearSkyIndex, CloudIndex } from './cloud-index.ts'
import { ConditionChain } from './condition-chain.ts'
import { relativeHumidityPercent, saturationPressureHpa } from './humidity.ts'
import { type OrnsteinUhlenbeckStep, ornsteinUhlenbeckStep } from './ornstein-uhlenbeck.ts'
import type { WeatherSample } from './weather-sample.ts'
import { lognormalWindMs, WIND_MEMORY_SECONDS } from './wind.ts'

const HOUR_MS = 3_600_000

/** Layout of the remembered state. */
const CONDITION = 0
const CLOUD = 1
const COOLING = 2
const WIND = 3

export interface StochasticWeatherOptions {
  readonly random: Random
  readonly clock: LocalClock
  readonly intervalSeconds: number
  /** Long-run share of each condition, in the order of WEATHER_CONDITIONS. */
  readonly weights: readonly number[]
  /** Bangkok's unless given. */
  readonly climate?: Climate
}

/**
 * The weather of a site as a random process.
 *
 * Draws are keyed by tick and date, never by order, and the slow figures of a date are a pure function of it: copying
 * a saved `state` back restores the process at the tick it was saved at.
 */
export class StochasticWeather {
  /** Everything it remembers: condition, unbounded clear-sky index, cooling [K], wind deviate. */
  readonly state = new Float64Array(4)
  readonly #random: Random
  readonly #clock: LocalClock
  readonly #chain: ConditionChain
  readonly #cloud: CloudIndex
  readonly #temperature: AmbientTemperature
  readonly #windStep: OrnsteinUhlenbeckStep
  readonly #coolingCarry: number
  #vapourPressureHpa: number

  constructor({ random, clock, intervalSeconds, weights, climate = BANGKOK_CLIMATE }: StochasticWeatherOptions) {
    this.#random = random
    this.#clock = clock
    this.#chain = new ConditionChain(weights, intervalSeconds)
    this.#cloud = new CloudIndex(intervalSeconds)
    this.#temperature = new AmbientTemperature(random, climate, 0)
    this.#vapourPressureHpa = this.#vapourPressure()
    this.#windStep = ornsteinUhlenbeckStep(intervalSeconds, WIND_MEMORY_SECONDS)
    this.#coolingCarry = Math.exp(-intervalSeconds / COOLING_MEMORY_SECONDS)

    const condition = this.#chain.initialCondition(random.uniform(STREAM.weatherState, 0, 0))
    this.state[CONDITION] = condition
    this.state[CLOUD] = this.#cloud.initial(condition, random.normal(STREAM.cloud, 0, 0))
    this.state[COOLING] = CONDITION_COOLING_K[condition]
    this.state[WIND] = random.normal(STREAM.wind, 0, 0)
  }

  /**
   * Moves the weather on by one interval.
   *
   * @param tick - index of the interval, the one after the last call's; 1 after construction
   * @param midpointMs - the interval's middle [ms since 1970 UTC]
   * @param out - receives the interval's weather
   */
  advance(tick: number, midpointMs: number, out: WeatherSample): void {
    const { state } = this
    const random = this.#random
    const condition = this.#chain.nextCondition(state[CONDITION], random.uniform(STREAM.weatherState, 0, tick))
    const cloud = this.#cloud.next(state[CLOUD], condition, random.normal(STREAM.cloud, 0, tick))
    const targetK = CONDITION_COOLING_K[condition]
    const coolingK = targetK + this.#coolingCarry * (state[COOLING] - targetK)
    const wind = this.#windStep.carry * state[WIND] + this.#windStep.fresh * random.normal(STREAM.wind, 0, tick)
    state[CONDITION] = condition
    state[CLOUD] = cloud
    state[COOLING] = coolingK
    state[WIND] = wind

    const localMs = midpointMs + this.#clock.offsetMs(midpointMs)
    const dayNumber = Math.floor(localMs / DAY_MS)
    const temperature = this.#temperature
    if (dayNumber !== temperature.dayNumber) {
      temperature.enterDay(dayNumber)
      this.#vapourPressureHpa = this.#vapourPressure()
    }
    const dryC = temperature.at((localMs - dayNumber * DAY_MS) / HOUR_MS)
    out.condition = condition
    out.clearSkyIndex = boundedClearSkyIndex(cloud)
    out.ambientC = dryC + COOLING_IN_NORMALS_K - coolingK
    out.windMs = lognormalWindMs(temperature.normals.windMs, wind)
    out.relativeHumidity = relativeHumidityPercent(this.#vapourPressureHpa, out.ambientC)
  }

  #vapourPressure(): number {
    const { relativeHumidity, meanC } = this.#temperature.normals
    return (relativeHumidity / 100) * saturationPressureHpa(meanC)
  }
}
