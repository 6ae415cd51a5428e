/** @module What an inverter makes of an array's direct current. */

/** Nominal efficiency assumed of an inverter. */
const NOMINAL_EFFICIENCY = 0.96

/** Efficiency at rated load of the inverter whose measured curve the model scales. */
const REFERENCE_EFFICIENCY = 0.9637

/**
 * Alternating-current power: η·P_dc with η = η_nom/0.9637·(−0.0162·ζ − 0.0059/ζ + 0.9858), ζ = P_dc/P_dc0,
 * P_dc0 = P_ac0/η_nom; clipped at the rating P_ac0, and 0 where the inverter's own need exceeds the array's yield.
 *
 * @param dcKw - direct-current power P_dc [kW]; 0 or less yields 0
 * @param ratedAcKw - rating P_ac0 [kW]
 * @param nominalEfficiency - η_nom, 0 to 1
 * @returns alternating-current power [kW], 0 to `ratedAcKw`
 * @see A. P. Dobos, "PVWatts Version 5 Manual", NREL/TP-6A20-62641 (2014), section 9
 */
export function inverterAcKw(dcKw: number, ratedAcKw: number, nominalEfficiency: number = NOMINAL_EFFICIENCY): number {
  if (!(dcKw > 0 && ratedAcKw > 0)) return 0
  const ratedDcKw = ratedAcKw / nominalEfficiency
  // The efficiency curve is a parabola in the load and would turn down far above the rating; DC at the rating clips.
  if (dcKw >= ratedDcKw) return ratedAcKw
  // Multiplied out by P_dc, so that a load near zero divides by nothing small.
  const acKw =
    (nominalEfficiency / REFERENCE_EFFICIENCY) * (dcKw * (0.9858 - (0.0162 * dcKw) / ratedDcKw) - 0.0059 * ratedDcKw)
  return Math.max(0, Math.min(acKw, ratedAcKw))
}
