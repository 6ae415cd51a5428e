/** @module Tariffs as the server keeps them. */

import type { CollectionKey } from '../utility-state.ts'

/** What the grid charges and pays from one instant to another. */
export interface TariffPeriod {
  /** [s since 1970 UTC] */
  readonly start: number
  /** [s] */
  readonly duration: number
  /** What the grid charges for imported energy [currency/kWh]. */
  readonly purchaseRate: number
  /** What the grid pays for exported energy [currency/kWh]. */
  readonly feedInRate: number
}

export interface Tariff {
  /** ISO 4217 code, THB. */
  readonly currency: string
  /** Name of the tariff, at most 20 bytes of it on the wire. */
  readonly rateCode: string
  /** Exponent m: a price of the wire times 10ᵐ is in currency/kWh. */
  readonly powerOfTen: number
  /** Of the schedule, without gaps, by start. */
  readonly periods: readonly TariffPeriod[]
}

/** By the address of the program. */
export const TARIFFS: CollectionKey<Tariff> = { name: 'tariffs' }
