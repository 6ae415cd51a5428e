/** @module Why a reading is not good: the reasons, and the quality that follows from them. */

/** Reasons in the order they are written; a set of them is a mask with bit k for the k-th. The order is part of the format. */
export const QUALITY_REASONS = [
  'missing',
  'energy_imbalance',
  'out_of_range',
  'rate_of_change',
  'stuck',
  'register_mismatch',
  'register_regression',
  'clock_error',
  'duplicate',
  'out_of_order',
  'generation_anomaly',
  'consumption_anomaly',
] as const
export type QualityReason = (typeof QUALITY_REASONS)[number]

export const QUALITY = ['good', 'estimated', 'suspect'] as const
export type Quality = (typeof QUALITY)[number]

/** The mask of one reason each. */
export const REASON = {
  missing: 1 << 0,
  energy_imbalance: 1 << 1,
  out_of_range: 1 << 2,
  rate_of_change: 1 << 3,
  stuck: 1 << 4,
  register_mismatch: 1 << 5,
  register_regression: 1 << 6,
  clock_error: 1 << 7,
  duplicate: 1 << 8,
  out_of_order: 1 << 9,
  generation_anomaly: 1 << 10,
  consumption_anomaly: 1 << 11,
} as const satisfies Record<QualityReason, number>

/** Masks are below this. */
export const REASON_MASKS = 1 << QUALITY_REASONS.length

/** What each reason means, in one sentence. */
export const REASON_MEANINGS: Readonly<Record<QualityReason, string>> = {
  missing: 'No message of this interval came in time; the values are estimates and the registers the last known ones.',
  energy_imbalance: 'What came in and what went out do not balance, or energy was imported and exported at once.',
  out_of_range: "Voltage, power factor, state of charge or an energy is beyond what the meter's assets can do.",
  rate_of_change: 'The load or the voltage moved further since the last message than either ever does.',
  stuck: 'Voltage and current repeat those of the last message to the last digit.',
  register_mismatch: 'A register moved by something else than the energy of the interval.',
  register_regression: 'A register ran backwards; the published one goes on from where it was.',
  clock_error: "The message's own time differs from the time it belongs to.",
  duplicate: 'The same message came twice.',
  out_of_order: 'A message of the interval before came in this one.',
  generation_anomaly:
    'Generation differs from what the irradiance on the array gives, while its neighbours see no such thing.',
  consumption_anomaly:
    "Consumption is far from what the meter's building draws, or explains energy its transformer delivered and no meter counted.",
}

/** Estimated when the reading did not come, suspect when anything else is wrong with it. */
export function qualityOf(mask: number): Quality {
  if (mask === 0) return 'good'
  return (mask & REASON.missing) !== 0 ? 'estimated' : 'suspect'
}

/** The reasons of a mask, in their order. */
export function reasonsOf(mask: number): QualityReason[] {
  return QUALITY_REASONS.filter((_, bit) => (mask & (1 << bit)) !== 0)
}
