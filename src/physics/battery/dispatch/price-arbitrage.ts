/** @module The policy with which a battery trades: buy where energy is cheap, sell where it is dear, if it earns the losses. */

import { type DispatchDecision, GRID_CHARGE_TARGET, withinPower } from './dispatch-decision.ts'

/**
 * Charges beyond the surplus in the cheap hours, discharges beyond the deficit in the dear ones, and is self-consumption
 * in between.
 *
 * - Sells at full power where export earns the dear price and pays: sell·η − cheap > wear, energy sold being bought again
 *   in the cheap hours. A site with a load of its own also asks that it would not have to buy back dearer before then.
 * - Buys at full power where import costs no more than the cheap price and pays: later·η − buy > wear, with what the energy
 *   earns later: the dear price or, at a site with a load, what that would have to pay. Such a site buys nothing while its
 *   own sun fills the battery, and keeps the room above the target for it, as in the other policies.
 * - Leaves a deficit to the grid where the energy is worth more later (at a site with a load, whose sun may fill the
 *   battery anyway: by the wear at least), or where buying it again in the cheap hours would cost more than it saves.
 *
 * Where no such spread is to be had, it is self-consumption.
 *
 * @see R. Sioshansi, P. Denholm, T. Jenkin, J. Weiss, "Estimating the value of electricity storage in PJM: Arbitrage and
 *   some welfare effects", Energy Economics 31 (2009) 269-277, doi:10.1016/j.eneco.2008.10.005: storage as a price-taker
 *   that looks a day or some ahead, and how well past prices do in place of foresight
 */
export const priceArbitrage: DispatchDecision = (surplus, stateOfCharge, powerLimit, threshold, situation) => {
  const { buyPrice, sellPrice, cheapPrice, dearPrice, needPrice, keepPrice, wearPerKwh } = situation.prices
  const efficiency = situation.roundTripEfficiency
  const hasLoad = threshold > 0
  const laterPrice = hasLoad ? Math.max(dearPrice, needPrice) : dearPrice

  const sellingPays = sellPrice * efficiency - cheapPrice > wearPerKwh
  if (sellPrice >= dearPrice && sellingPays && (!hasLoad || sellPrice >= keepPrice)) {
    return -powerLimit
  }
  const buyingPays = laterPrice * efficiency - buyPrice > wearPerKwh
  if (buyPrice <= cheapPrice && buyingPays && (!hasLoad || (surplus <= 0 && stateOfCharge < GRID_CHARGE_TARGET))) {
    return powerLimit
  }
  const tradingPays = laterPrice * efficiency - cheapPrice > wearPerKwh
  const coveringPays = buyPrice * efficiency - cheapPrice > wearPerKwh
  const isDearerLater = hasLoad ? keepPrice - buyPrice > wearPerKwh : dearPrice > buyPrice
  if (surplus < 0 && tradingPays && (isDearerLater || !coveringPays)) {
    return 0
  }
  return withinPower(surplus, powerLimit)
}
