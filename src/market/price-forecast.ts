/** @module The prices a battery that trades may count on: the tariff's for the day ahead, and what the market paid before. */

import { emptyOutlook, type PriceOutlook } from '../physics/battery/dispatch/price-outlook.ts'
import { isTariffHoliday } from '../physics/load/thai-holidays.ts'
import { DAY_MS, type LocalTime } from '../time/local-clock.ts'
import { createLocalPriceMemory, type LocalPriceMemory, rememberSlot } from './local-price-memory.ts'
import { MICRO_PER_UNIT } from './money.ts'
import type { Settlement, SlotEnergies } from './settlement.ts'
import { type GridPriceOverride, type GridPrices, pricesInForce, TARIFF_ALONE, type Tariff } from './tariff.ts'

/** Shortest period of the day that is remembered apart [s]. */
const SHORTEST_PERIOD_SECONDS = 900
const DAY_SECONDS = 86_400

/** Hours it takes to fill or empty a battery of common make, whose power is half its capacity per hour [s]. */
const FULL_CHARGE_SECONDS = 7200

const SUNDAY = 0
const SATURDAY = 6

/** A civil day: its kind, and the grid's prices period by period. */
interface PricedDay {
  readonly dayNumber: number
  readonly kind: number
  readonly prices: readonly GridPrices[]
}

export interface PriceForecastOptions {
  readonly tariff: Tariff
  /** Meters whose batteries trade, ascending. */
  readonly traders: Int32Array
  /** Length of a market slot [s]. */
  readonly slotSeconds: number
  /** Whether meters trade; without, there are the grid's prices only. */
  readonly hasLocalMarket: boolean
  /** [currency/kWh charged] */
  readonly wearPerKwh: number
}

/** Looks a day ahead; all that it learns is in `memory`. */
export class PriceForecast {
  readonly memory: LocalPriceMemory
  readonly #tariff: Tariff
  readonly #traders: Int32Array
  readonly #hasLocalMarket: boolean
  readonly #periodSeconds: number
  readonly #slotsPerPeriod: number
  /** Periods a whole charge takes. */
  readonly #fullCharge: number
  readonly #buy: Float64Array
  readonly #sell: Float64Array
  readonly #sorted: Float64Array
  readonly #outlook = emptyOutlook()
  #days: readonly PricedDay[] = []

  constructor(options: PriceForecastOptions) {
    const { slotSeconds } = options
    this.#tariff = options.tariff
    this.#traders = options.traders
    this.#hasLocalMarket = options.hasLocalMarket
    this.#periodSeconds = Math.max(SHORTEST_PERIOD_SECONDS, slotSeconds)
    this.#slotsPerPeriod = this.#periodSeconds / slotSeconds
    this.#fullCharge = Math.max(1, Math.round(FULL_CHARGE_SECONDS / this.#periodSeconds))
    const periods = DAY_SECONDS / this.#periodSeconds
    this.memory = createLocalPriceMemory(periods)
    this.#buy = new Float64Array(periods)
    this.#sell = new Float64Array(periods)
    this.#sorted = new Float64Array(periods)
    this.#outlook.wearPerKwh = options.wearPerKwh
  }

  /**
   * What may be expected at the start of a slot; the same object every time.
   *
   * @param override - prices that hold instead of the tariff's now; what comes later is expected to be the tariff's
   */
  outlook(local: LocalTime, override: GridPriceOverride = TARIFF_ALONE): Readonly<PriceOutlook> {
    this.#expect(local, override)
    const outlook = this.#outlook
    const buy = this.#buy
    const size = buy.length
    const best = this.#fullCharge
    outlook.buyPrice = buy[0]
    outlook.sellPrice = this.#sell[0]
    outlook.dearPrice = this.#sortedOf(this.#sell, size)[size - best]
    const buySorted = this.#sortedOf(buy, size)
    outlook.cheapPrice = buySorted[best - 1]
    outlook.needPrice = buySorted[size - best]
    let cheapFrom = 0
    while (buy[cheapFrom] > outlook.cheapPrice) cheapFrom++
    outlook.keepPrice = cheapFrom < best ? 0 : this.#sortedOf(buy, cheapFrom)[cheapFrom - best]
    return outlook
  }

  /** Learns from a settled slot. */
  learn(local: LocalTime, settlement: Settlement, energies: SlotEnergies, prices: GridPrices): void {
    const at = this.#day(local.dayNumber).kind * this.memory.periods + this.#periodOf(local)
    rememberSlot(this.memory, at, this.#slotsPerPeriod, this.#traders, settlement, energies, prices)
  }

  /** Fills the expected prices of the periods from now on. */
  #expect(local: LocalTime, override: GridPriceOverride): void {
    const { periods, sellShare, buyShare } = this.memory
    const now = this.#periodOf(local)
    for (let k = 0; k < periods; k++) {
      const period = (now + k) % periods
      const { kind, prices } = this.#day(local.dayNumber + (now + k < periods ? 0 : 1))
      const { purchase, feedIn } = pricesInForce(prices[period], k === 0 ? override : TARIFF_ALONE)
      const at = kind * periods + period
      const spread = purchase - feedIn
      const isKnown = this.#hasLocalMarket && !Number.isNaN(buyShare[at])
      const bought = isKnown ? buyShare[at] : 1
      // A first seller finds buyers who else pay the grid; whether there are any shows once the day has been seen.
      const sold = this.#hasLocalMarket && !Number.isNaN(sellShare[at]) ? sellShare[at] : isKnown ? 1 : 0
      this.#sell[k] = (feedIn + sold * spread) / MICRO_PER_UNIT
      this.#buy[k] = (feedIn + bought * spread) / MICRO_PER_UNIT
    }
  }

  #sortedOf(prices: Float64Array, length: number): Float64Array {
    const sorted = this.#sorted.subarray(0, length)
    sorted.set(prices.subarray(0, length))
    return sorted.sort()
  }

  #periodOf({ hour }: LocalTime): number {
    // Hours of whole seconds, in floating point.
    return Math.floor(Math.round(hour * 3600) / this.#periodSeconds)
  }

  /** A day of the calendar; today's and tomorrow's are remembered. */
  #day(dayNumber: number): PricedDay {
    const known = this.#days.find((day) => day.dayNumber === dayNumber)
    if (known !== undefined) return known
    const made = this.#makeDay(dayNumber)
    this.#days = [...this.#days.slice(-1), made]
    return made
  }

  #makeDay(dayNumber: number): PricedDay {
    const date = new Date(dayNumber * DAY_MS)
    const weekday = date.getUTCDay()
    const isHoliday = isTariffHoliday(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
    const isDayOff = isHoliday || weekday === SATURDAY || weekday === SUNDAY
    const prices = Array.from({ length: this.memory.periods }, (_, period) =>
      this.#tariff.at({ hour: (period * this.#periodSeconds) / 3600, weekday, isHoliday }),
    )
    return { dayNumber, kind: isDayOff ? 1 : 0, prices }
  }
}
