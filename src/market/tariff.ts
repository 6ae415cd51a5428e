/** @module What the grid charges and pays, by the hour and the kind of day. */

import type { TariffFile } from '../config/tariff-file.ts'
import type { LocalTime } from '../time/local-clock.ts'
import { toMicro } from './money.ts'

/** Everybody's alternative to the market [micro-units/kWh], whole numbers. */
export interface GridPrices {
  /** What the grid charges for imported energy. */
  readonly purchase: number
  /** What the grid pays for exported energy. */
  readonly feedIn: number
}

/** What a tariff needs to know of an instant. */
export interface TariffTime extends Pick<LocalTime, 'hour' | 'weekday'> {
  /** Whether the tariff calls the day a holiday; its calendar may differ from the public one. */
  readonly isHoliday: boolean
}

export interface Tariff {
  /** The prices at an instant; a slot has those of its start. */
  at(local: TariffTime): GridPrices
}

/** What the grid charges and pays instead of its tariff [micro-units/kWh]; null for what the tariff says. */
export interface GridPriceOverride {
  readonly purchase: number | null
  readonly feedIn: number | null
}

/** The prices in force: the grid never pays more than it charges, whichever of the two was given. */
export function pricesInForce(tariff: GridPrices, { purchase, feedIn }: GridPriceOverride): GridPrices {
  if (purchase === null && feedIn === null) return tariff
  const charged = purchase ?? tariff.purchase
  return { purchase: charged, feedIn: Math.min(feedIn ?? tariff.feedIn, charged) }
}

/** No price but the tariff's. */
export const TARIFF_ALONE: GridPriceOverride = { purchase: null, feedIn: null }

interface PricedPeriod {
  /** Local time of day at which the period ends [h]. */
  readonly endHour: number
  readonly prices: GridPrices
}

const SUNDAY = 0
const SATURDAY = 6

/**
 * One pair of prices at all times.
 *
 * @param purchase - what the grid charges [micro-units/kWh]
 * @param feedIn - what the grid pays [micro-units/kWh]
 */
export function flatTariff(purchase: number, feedIn: number): Tariff {
  const prices = { purchase, feedIn }
  return { at: () => prices }
}

/**
 * The schedule of a tariff file: a holiday's periods on holidays, else those of weekends and weekdays.
 *
 * purchase = the period's rate + adder; feed-in = the period's own, or the file's. Each is rounded to whole micro-units.
 *
 * @param file - a tariff without gaps and overlaps, in currency
 */
export function scheduleTariff(file: TariffFile): Tariff {
  const weekdays = pricedDay(file, file.periods.weekdays)
  const weekends = pricedDay(file, file.periods.weekends)
  const holidays = pricedDay(file, file.periods.holidays)
  return {
    at: ({ hour, weekday, isHoliday }) => {
      const isWeekend = weekday === SATURDAY || weekday === SUNDAY
      return pricesAt(isHoliday ? holidays : isWeekend ? weekends : weekdays, hour)
    },
  }
}

function pricedDay({ feed_in: feedIn, adder }: TariffFile, day: TariffFile['periods']['weekdays']): PricedPeriod[] {
  return day
    .map((period) => ({
      endHour: hoursOf(period.to),
      prices: {
        purchase: toMicro(period.purchase_rate) + toMicro(adder?.rate ?? 0),
        feedIn: toMicro(period.feed_in_rate ?? feedIn.rate),
      },
    }))
    .sort((a, b) => a.endHour - b.endHour)
}

/** Local time of day [h] of a text such as 18:30, rounded as the clock rounds its hours. */
function hoursOf(clock: string): number {
  return (60 * Number(clock.slice(0, 2)) + Number(clock.slice(3))) / 60
}

function pricesAt(day: readonly PricedPeriod[], hour: number): GridPrices {
  let at = 0
  while (day[at].endHour <= hour) at++
  return day[at].prices
}
