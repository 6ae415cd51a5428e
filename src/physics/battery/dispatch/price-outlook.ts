/** @module What a battery that trades may know of prices when an interval begins. */

/**
 * Expected prices of a kilowatt-hour [currency/kWh], the same for all batteries of a site; refilled slot by slot.
 *
 * "Today" is the day ahead, from the present slot on. Prices that hold for the "hours it takes" are those a battery can
 * count on for a whole charge or discharge: the worst price among the best hours.
 */
export interface PriceOutlook {
  /** What a further import costs and a further export earns now. */
  buyPrice: number
  sellPrice: number
  /** What an import costs at most in the cheapest hours of today: as many as it takes to fill a battery. */
  cheapPrice: number
  /** What an export earns at least in the dearest hours of today: as many as it takes to empty a battery. */
  dearPrice: number
  /** What an import costs at least in the hours of today in which it costs most. */
  needPrice: number
  /** The same until the next cheap hours begin; 0 when fewer hours than it takes are left until then. */
  keepPrice: number
  /** Cost of the ageing each kWh charged causes. */
  wearPerKwh: number
}

/** An outlook in which nothing has a price, and nothing is to be gained. */
export function emptyOutlook(): PriceOutlook {
  return { buyPrice: 0, sellPrice: 0, cheapPrice: 0, dearPrice: 0, needPrice: 0, keepPrice: 0, wearPerKwh: 0 }
}
