/** @module The market of a run: quotes before a slot, and after it orders, trades, money and what was learned. */

import { type Fleet, TRADING_PREFERENCES } from '../campus/meter.ts'
import { type Settings, slotSecondsOf } from '../config/settings.ts'
import type { PriceOutlook } from '../physics/battery/dispatch/price-outlook.ts'
import { type Random, STREAM } from '../random/random.ts'
import type { LocalClock } from '../time/local-clock.ts'
import { MILLI_WH_PER_KWH } from '../units/energy.ts'
import { addToBills, type Bills, billColumns, createBills, type MeterBill, openBills } from './bills.ts'
import type { ClearingRules } from './clearing-mechanism.ts'
import { createLedger, type Ledger, ledgerColumns, postSettlement } from './ledger.ts'
import { localPriceColumns } from './local-price-memory.ts'
import type { MeterPlaces, NetworkFees } from './market-fees.ts'
import { addSlot, createMarketStatistics } from './market-statistics.ts'
import { type MarketSummary, summariseMarket } from './market-summary.ts'
import { MECHANISM_OF_NAME } from './mechanisms/mechanism.ts'
import { MICRO_PER_UNIT, toMicro } from './money.ts'
import { type OpportunityColumns, publishOpportunities, updateReliability } from './opportunities.ts'
import type { OrderBook, OrderColumns } from './order-book.ts'
import { PriceForecast } from './price-forecast.ts'
import { createSettlement, type Settlement, type SlotEnergies, settleSlot } from './settlement.ts'
import { SlotCalendar } from './slot-calendar.ts'
import { clearSlot, type SlotClearing } from './slot-clearing.ts'
import { formOrders } from './slot-orders.ts'
import { type SlotSums, slotSums } from './slot-sums.ts'
import { tariffOn } from './slot-tariff.ts'
import { adaptConcession, initialConcessions, type OrderSide } from './strategies/concession.ts'
import { askPrice, bidPrice, type PriceBounds } from './strategies/limit-price.ts'
import { type GridPriceOverride, type GridPrices, pricesInForce, TARIFF_ALONE, type Tariff } from './tariff.ts'
import { Workspace } from './workspace.ts'

/** Fills of the past a meter is given credit for before it has any. */
const INITIAL_RELIABILITY = 0.5

export interface MarketSessionOptions {
  readonly fleet: Fleet
  readonly settings: Settings
  readonly clock: LocalClock
  readonly tariff: Tariff
  readonly random: Random
  /** Columns of the meters' current quotes [currency/kWh], written before each slot. */
  readonly quotes: { readonly maxSellPrice: Float64Array; readonly maxBuyPrice: Float64Array }
}

/** What came of a slot; valid until the next one closes. */
export interface SlotOutcome {
  readonly startMs: number
  readonly endMs: number
  readonly prices: GridPrices
  readonly book: OrderBook
  readonly opportunities: OpportunityColumns
  readonly clearing: SlotClearing
  readonly settlement: Settlement
  readonly sums: SlotSums
  /** Bills of the month that ended before this slot, if one did. */
  readonly closedBills: readonly MeterBill[]
}

/** One market over a whole fleet; everything it remembers is in `columns`. */
export class MarketSession {
  readonly calendar: SlotCalendar
  readonly ledger: Ledger
  readonly statistics = createMarketStatistics()
  readonly #settings: Settings
  readonly #clock: LocalClock
  readonly #tariff: Tariff
  readonly #random: Random
  readonly #quotes: MarketSessionOptions['quotes']
  readonly #preference: Uint8Array
  readonly #places: MeterPlaces
  readonly #fees: NetworkFees
  readonly #concession: Float64Array
  readonly #reliability: Float64Array
  /** Energy of a meter's orders so far, and how much of it was traded [mWh]. */
  readonly #wished: Float64Array
  readonly #filled: Float64Array
  readonly #ask: Float64Array
  readonly #bid: Float64Array
  readonly #settlement: Settlement
  readonly #bills: Bills
  readonly #forecast: PriceForecast
  readonly #hasTradingBattery: boolean
  readonly #space = new Workspace()
  #prices: GridPrices
  #outlook: Readonly<PriceOutlook> | null = null

  constructor(options: MarketSessionOptions) {
    const { fleet, settings, clock } = options
    this.calendar = new SlotCalendar(slotSecondsOf(settings), clock)
    this.#settings = settings
    this.#clock = clock
    this.#tariff = options.tariff
    this.#random = options.random
    this.#quotes = options.quotes
    const traders: number[] = []
    this.#preference = Uint8Array.from({ length: fleet.size }, (_, i) => {
      const { battery, tradingPreference } = fleet.meter(i)
      if (battery?.dispatch === 'price-arbitrage') traders.push(i)
      return TRADING_PREFERENCES.indexOf(tradingPreference)
    })
    this.#hasTradingBattery = traders.length > 0
    this.#forecast = new PriceForecast({
      tariff: options.tariff,
      traders: Int32Array.from(traders),
      slotSeconds: slotSecondsOf(settings),
      hasLocalMarket: settings.marketMechanism !== 'none' && settings.marketMechanism !== 'grid-only',
      wearPerKwh: settings.batteryWearCost,
    })
    this.#places = placesOf(fleet)
    this.#fees = {
      sameBuilding: toMicro(settings.networkFeeSameBuilding),
      sameZone: toMicro(settings.networkFeeSameZone),
      acrossZones: toMicro(settings.networkFeeAcrossZones),
    }
    this.#concession = new Float64Array(fleet.size)
    initialConcessions(this.#preference, this.#concession)
    this.#reliability = new Float64Array(fleet.size).fill(INITIAL_RELIABILITY)
    this.#wished = new Float64Array(fleet.size)
    this.#filled = new Float64Array(fleet.size)
    this.#ask = new Float64Array(fleet.size)
    this.#bid = new Float64Array(fleet.size)
    this.#settlement = createSettlement(fleet.size)
    this.ledger = createLedger(fleet.size)
    this.#bills = createBills(fleet.size)
    this.#prices = { purchase: 0, feedIn: 0 }
  }

  /** What the grid charges and pays in the slot that was opened last. */
  get prices(): GridPrices {
    return this.#prices
  }

  /** What batteries that trade may expect from the slot opened last on; null where there is none. */
  get outlook(): Readonly<PriceOutlook> | null {
    return this.#outlook
  }

  /**
   * Sets the grid's prices and every meter's quotes for the slot an instant belongs to.
   *
   * @param override - prices that hold instead of the tariff's
   */
  openSlot(epochMs: number, override: GridPriceOverride = TARIFF_ALONE): void {
    const local = this.#clock.at(this.calendar.startOf(epochMs))
    this.#prices = pricesInForce(tariffOn(this.#tariff, local), override)
    this.#outlook = this.#hasTradingBattery ? this.#forecast.outlook(local, override) : null
    const bounds = this.#bounds()
    const { maxSellPrice, maxBuyPrice } = this.#quotes
    for (let i = 0; i < this.#concession.length; i++) {
      const ask = askPrice(this.#concession[i], bounds)
      const bid = bidPrice(this.#concession[i], bounds)
      this.#ask[i] = ask
      this.#bid[i] = bid
      maxSellPrice[i] = ask / MICRO_PER_UNIT
      maxBuyPrice[i] = bid / MICRO_PER_UNIT
    }
  }

  /**
   * Clears and settles the open slot.
   *
   * @param startMs - begin of the part of the slot the run covers [ms since 1970 UTC]
   * @param endMs - its end
   * @param energies - what every meter imported and exported in it [mWh]
   */
  closeSlot(startMs: number, endMs: number, energies: SlotEnergies): SlotOutcome {
    const settings = this.#settings
    const prices = this.#prices
    const space = this.#space
    space.giveBack(0)
    const smallest = Math.round(settings.smallestTradeKwh * MILLI_WH_PER_KWH)
    const largest =
      settings.largestOrderKwh === null
        ? Number.POSITIVE_INFINITY
        : Math.round(settings.largestOrderKwh * MILLI_WH_PER_KWH)
    const { imported, exported } = energies
    const book = formOrders({ imported, exported, ask: this.#ask, bid: this.#bid, smallest, largest }, space)
    const context = {
      places: this.#places,
      fees: this.#fees,
      gridPurchasePrice: prices.purchase,
      gridFeedInPrice: prices.feedIn,
      preference: this.#preference,
      reliability: this.#reliability,
      best: settings.opportunitiesPerSlot,
    }
    const opportunities = publishOpportunities(book, context, space)
    const rules = this.#rules(smallest, Math.round(endMs / this.calendar.slotMs))
    const options = {
      mechanism: MECHANISM_OF_NAME[settings.marketMechanism],
      rules,
      fees: this.#fees,
      places: this.#places,
      ownZoneFirst: settings.ownZoneFirst,
      beyondGrid: settings.beyondGrid,
    }
    const clearing = clearSlot(book, options, space)
    settleSlot(clearing.trades, energies, prices, this.#settlement)
    postSettlement(this.ledger, this.#settlement)
    const billed = { startMs, endMs, settlement: this.#settlement, energies }
    const closedBills = addToBills(this.#bills, billed, this.#clock)
    const sums = slotSums({ book, clearing, energies, settlement: this.#settlement, rules }, space)
    addSlot(this.statistics, sums, clearing.price)
    if (this.#hasTradingBattery) {
      this.#forecast.learn(this.#clock.at(startMs), this.#settlement, energies, prices)
    }
    this.#learn(book.bids, clearing.filledBids, clearing.price, 'bid')
    this.#learn(book.offers, clearing.filledOffers, clearing.price, 'offer')
    return { startMs, endMs, prices, book, opportunities, clearing, settlement: this.#settlement, sums, closedBills }
  }

  /** The bills of the month of the last closed slot, as they stand. */
  openBills(): Iterable<MeterBill> {
    return openBills(this.#bills, this.#clock)
  }

  /** Everything the session remembers between slots, by name; views, not copies. */
  columns(): Map<string, Float64Array | BigInt64Array> {
    return new Map<string, Float64Array | BigInt64Array>([
      ['marketConcession', this.#concession],
      ['marketReliability', this.#reliability],
      ['marketWished', this.#wished],
      ['marketFilled', this.#filled],
      ['marketStatistics', this.statistics],
      ...localPriceColumns(this.#forecast.memory),
      ...ledgerColumns(this.ledger),
      ...billColumns(this.#bills),
    ])
  }

  /** What the market came to up to the last closed slot. */
  summary(): MarketSummary {
    return summariseMarket({
      mechanism: this.#settings.marketMechanism,
      currency: this.#settings.currency,
      statistics: this.statistics,
      ledger: this.ledger,
      wished: this.#wished,
      filled: this.#filled,
    })
  }

  #bounds(): PriceBounds {
    const { minSellPrice, maxSellPrice, minBuyPrice, maxBuyPrice, beyondGrid } = this.#settings
    return {
      minSell: toMicro(minSellPrice),
      maxSell: toMicro(maxSellPrice),
      minBuy: toMicro(minBuyPrice),
      maxBuy: toMicro(maxBuyPrice),
      feedIn: this.#prices.feedIn,
      purchase: this.#prices.purchase,
      rational: !beyondGrid,
    }
  }

  #rules(smallestTrade: number, slot: number): ClearingRules {
    const { purchase, feedIn } = this.#prices
    return {
      gridPurchasePrice: purchase,
      gridFeedInPrice: feedIn,
      k: this.#settings.marketK,
      margin: this.#settings.marginPriority,
      smallestTrade,
      draw: (n) => this.#random.uniform(STREAM.market, n, slot),
    }
  }

  /** Lets every meter that had an order learn from what became of it. */
  #learn({ size, meter, quantity }: OrderColumns, filled: Float64Array, price: number | null, side: OrderSide): void {
    const { purchase, feedIn } = this.#prices
    const priceShare = price === null || purchase === feedIn ? Number.NaN : (price - feedIn) / (purchase - feedIn)
    for (let order = 0; order < size; order++) {
      const i = meter[order]
      const fillRate = filled[order] / quantity[order]
      this.#wished[i] += quantity[order]
      this.#filled[i] += filled[order]
      this.#concession[i] = adaptConcession(this.#concession[i], this.#preference[i], fillRate, priceShare, side)
      this.#reliability[i] = updateReliability(this.#reliability[i], fillRate)
    }
  }
}

/** Buildings and zones numbered in order of first appearance. */
function placesOf(fleet: Fleet): MeterPlaces {
  const buildings = new Map<string, number>()
  const zones = new Map<string, number>()
  const building = new Int32Array(fleet.size)
  const zone = new Int32Array(fleet.size)
  for (let i = 0; i < fleet.size; i++) {
    const meter = fleet.meter(i)
    building[i] = numberOf(buildings, meter.building)
    zone[i] = numberOf(zones, meter.zone)
  }
  return { building, zone }
}

function numberOf(numbers: Map<string, number>, name: string): number {
  const known = numbers.get(name)
  if (known !== undefined) {
    return known
  }
  numbers.set(name, numbers.size)
  return numbers.size - 1
}
