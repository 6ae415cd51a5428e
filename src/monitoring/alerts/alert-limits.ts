/** @module From where on something is wrong, and how long it has to be. */

const MINUTE_MS = 60_000

/** A meter is silent when nothing came of it for so long, and of so many intervals [ms]. */
export const NO_DATA = { silentMs: 5 * MINUTE_MS, intervals: 3 } as const

/** Share of the readings of a window that are suspect: from where on it is wrong, and up to where it is right again. */
export const SUSPECT_DATA = { windowMs: 60 * MINUTE_MS, raise: 0.5, clear: 0.1 } as const

/**
 * Mean voltages over ten minutes as shares of the nominal.
 *
 * @see EN 50160:2010, clause 4.2.2.2: ±10 % of the nominal for 95 % of the 10-minute means of a week; IEC 61000-4-30:2015,
 *   clause 4.4, for the ten minutes. Here one mean beyond it is worth a look, and one a hundredth inside ends it.
 */
export const VOLTAGE = { windowMs: 10 * MINUTE_MS, low: 0.9, high: 1.1, margin: 0.01 } as const

/**
 * Generation beside what the irradiance on the array gives at the panels' rating, up to that of the inverter: the
 * performance ratio. A sound array has 0.7 to 0.9, heat, soiling, wires and inverter included.
 *
 * Hours with less light say too little: the inverter's own needs and the sensor weigh too much.
 *
 * @see IEC 61724-1:2021, clause 14.3.1 (performance ratio)
 */
export const GENERATION = { windowMs: 60 * MINUTE_MS, leastWm2: 200, raise: 0.5, clear: 0.6 } as const

/** A battery beside what it should do. */
export const BATTERY = {
  windowMs: 15 * MINUTE_MS,
  /** Percentage points a state of charge may be outside of the range that is used. */
  levelMargin: 2,
  /** Energy that went in or out and is not found in the state of charge: share of what flowed, and of the capacity. */
  mismatchOfFlow: 0.3,
  mismatchOfCapacity: 0.01,
  /** Less than this share of the capacity tells nothing about either. */
  leastFlow: 0.02,
  /** Share of the power that was ordered below which nothing is taken to flow. */
  idle: 0.1,
  /** Percentage points to the end of the range from which on an order may be refused. */
  room: 5,
} as const

/** Prices are rounded to this [currency/kWh]. */
export const PRICE_RESOLUTION = 1e-6

/** Wall-clock time for which a destination has to fail, and to do well again [ms]. */
export const SINK_FAILED = { holdMs: 30_000, clearMs: 30_000 } as const

/** What a destination lacks of the journal [bytes], and for how long of the wall clock [ms]. */
export const SINK_LAGGING = { raiseBytes: 64 * 1024 ** 2, clearBytes: 16 * 1024 ** 2, holdMs: 5 * MINUTE_MS } as const

/** Free space where the journal is written [bytes]. */
export const DISK_LOW = { raiseBytes: 1024 ** 3, clearBytes: 1.25 * 1024 ** 3 } as const

/** Share of the ticks of a minute of the wall clock that are late, and how many at least. */
export const LATE_TICKS = { windowMs: MINUTE_MS, raise: 0.1, least: 3 } as const
