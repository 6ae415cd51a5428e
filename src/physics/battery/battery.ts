/** @module A battery's energy book-keeping: what it can take, what it can give, and what is left afterwards. */

/** Mean month of the Gregorian calendar [s]: 365.2425 days / 12. */
const MONTH_SECONDS = 2_629_746

/**
 * The most AC energy a battery can be charged with in one interval.
 *
 * charged ≤ min(P·Δt, (SoC_max·E − stored) / η_c), rounded down to whole milliwatt-hours, never negative.
 *
 * @param storedMilliWh - energy in the battery [mWh]
 * @param capacityMilliWh - present capacity E [mWh]
 * @param socMax - highest state of charge used, 0 to 1
 * @param chargeEfficiency - stored per AC energy charged η_c, in (0, 1]
 * @param powerLimitMilliWh - AC power limit over the interval P·Δt [mWh]
 * @returns AC energy [mWh]; charging it leaves `storedAfter` at or below SoC_max·E to the last bit
 */
export function chargeLimit(
  storedMilliWh: number,
  capacityMilliWh: number,
  socMax: number,
  chargeEfficiency: number,
  powerLimitMilliWh: number,
): number {
  const ceiling = socMax * capacityMilliWh
  const limit = Math.floor(Math.min(powerLimitMilliWh, (ceiling - storedMilliWh) / chargeEfficiency))
  if (limit <= 0) {
    return 0
  }
  // The quotient can round up to a whole number whose product rounds above the ceiling.
  return storedMilliWh + chargeEfficiency * limit > ceiling ? limit - 1 : limit
}

/**
 * The most AC energy a battery can deliver in one interval.
 *
 * discharged ≤ min(P·Δt, (stored − SoC_min·E)·η_d), rounded down to whole milliwatt-hours, never negative.
 *
 * @param storedMilliWh - energy in the battery [mWh]
 * @param capacityMilliWh - present capacity E [mWh]
 * @param socMin - lowest state of charge used, 0 to 1
 * @param dischargeEfficiency - AC energy delivered per stored energy drawn η_d, in (0, 1]
 * @param powerLimitMilliWh - AC power limit over the interval P·Δt [mWh]
 * @returns AC energy [mWh]; delivering it leaves the battery, self-discharge aside, at or above SoC_min·E to the last bit
 */
export function dischargeLimit(
  storedMilliWh: number,
  capacityMilliWh: number,
  socMin: number,
  dischargeEfficiency: number,
  powerLimitMilliWh: number,
): number {
  const floor = socMin * capacityMilliWh
  const limit = Math.floor(Math.min(powerLimitMilliWh, (storedMilliWh - floor) * dischargeEfficiency))
  if (limit <= 0) {
    return 0
  }
  // As for charging: the division in `storedAfter` may round below the floor.
  return storedMilliWh - limit / dischargeEfficiency < floor ? limit - 1 : limit
}

/**
 * The energy in a battery after an interval.
 *
 * stored' = stored·ρ + η_c·charged − discharged/η_d
 *
 * Self-discharge stops at `floorMilliWh`, the energy at SoC_min: most of it is the draw of the battery's own electronics,
 * which the battery management disconnects there, and the leak inside the cells that remains is neglected. Nothing is
 * created: the loss of such an interval is merely smaller.
 *
 * @param storedMilliWh - energy before [mWh]
 * @param charged - AC energy charged [mWh], within `chargeLimit`; 0 whenever `discharged` is not
 * @param discharged - AC energy discharged [mWh], within `dischargeLimit`
 * @param chargeEfficiency - η_c, in (0, 1]
 * @param dischargeEfficiency - η_d, in (0, 1]
 * @param retention - share of the stored energy self-discharge leaves ρ, from `retentionPerInterval`
 * @param floorMilliWh - energy below which self-discharge does not take the battery, SoC_min·E [mWh]
 * @returns energy after [mWh], never below 0
 */
export function storedAfter(
  storedMilliWh: number,
  charged: number,
  discharged: number,
  chargeEfficiency: number,
  dischargeEfficiency: number,
  retention: number,
  floorMilliWh = 0,
): number {
  const drawn = discharged / dischargeEfficiency
  const after = storedMilliWh * retention + chargeEfficiency * charged - drawn
  if (after >= floorMilliWh) {
    return after
  }
  const withoutLeak = storedMilliWh + chargeEfficiency * charged - drawn
  return Math.max(0, Math.min(withoutLeak, floorMilliWh))
}

/**
 * The share of its energy an idle battery keeps over one interval.
 *
 * ρ = (1 − σ)^(Δt / month), so that any division of a month into intervals loses the same σ.
 *
 * @param selfDischargePerMonth - share lost in a month σ, 0 ≤ σ < 1; 0.02 to 0.03 for lithium iron phosphate
 * @param intervalSeconds - length of an interval [s]
 * @returns a factor in (0, 1]
 */
export function retentionPerInterval(selfDischargePerMonth: number, intervalSeconds: number): number {
  return Math.exp((Math.log1p(-selfDischargePerMonth) * intervalSeconds) / MONTH_SECONDS)
}
