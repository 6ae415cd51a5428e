/** @module What a tariff says at an instant: a market slot has the prices of its start, in the time of the site. */

import type { TariffFile } from '../config/tariff-file.ts'
import { isTariffHoliday } from '../physics/load/thai-holidays.ts'
import { LocalClock, type LocalTime } from '../time/local-clock.ts'
import { toMicro } from './money.ts'
import { SlotCalendar } from './slot-calendar.ts'
import { flatTariff, type GridPrices, scheduleTariff, type Tariff } from './tariff.ts'

/** What makes a tariff, as plain data. */
export interface TariffTerms {
  /** Null for one pair of rates at all times. */
  readonly file: TariffFile | null
  /** What the grid charges and pays where there is no file [currency/kWh]. */
  readonly purchaseRate: number
  readonly feedInRate: number
  /** Length of a market slot [s]. */
  readonly slotSeconds: number
  /** IANA name, of the site. */
  readonly timeZone: string
}

export class SlotTariff {
  readonly slotSeconds: number
  readonly #tariff: Tariff
  readonly #clock: LocalClock
  readonly #calendar: SlotCalendar

  constructor({ file, purchaseRate, feedInRate, slotSeconds, timeZone }: TariffTerms) {
    this.slotSeconds = slotSeconds
    this.#tariff = file === null ? flatTariff(toMicro(purchaseRate), toMicro(feedInRate)) : scheduleTariff(file)
    this.#clock = new LocalClock(timeZone)
    this.#calendar = new SlotCalendar(slotSeconds, this.#clock)
  }

  /** Start of the slot of an instant [s since 1970 UTC, both]. */
  slotStart(second: number): number {
    return this.#calendar.startOf(second * 1000) / 1000
  }

  /** @param second - [s since 1970 UTC] */
  at(second: number): GridPrices {
    return tariffOn(this.#tariff, this.#clock.at(this.#calendar.startOf(second * 1000)))
  }
}

/** What a tariff says at a time of the site. */
export function tariffOn(tariff: Tariff, { hour, weekday, year, month, day }: LocalTime): GridPrices {
  return tariff.at({ hour, weekday, isHoliday: isTariffHoliday(year, month, day) })
}
