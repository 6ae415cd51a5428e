/** @module The words of a faults file. */

/** What can go wrong between a meter and whoever reads it; the order is part of how random faults are scored. */
export const FAULT_KINDS = [
  'outage',
  'gap',
  'spike',
  'stuck',
  'drift',
  'clock_skew',
  'tamper',
  'theft',
  'duplicate',
  'out_of_order',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

/** Values a spike can hit. */
export const SPIKE_CHANNELS = ['consumption', 'generation', 'voltage'] as const
export type SpikeChannel = (typeof SPIKE_CHANNELS)[number]

/** Kinds that decide whether and when a message comes: a meter has one of them at a time. */
const ARRIVAL: readonly FaultKind[] = ['outage', 'gap', 'duplicate', 'out_of_order']
/** Kinds that replace or distort a single message: a dead meter sends none, a stuck one sends no other. */
const MESSAGE: readonly FaultKind[] = ['spike', 'stuck', 'clock_skew']

/** Whether two faults of these kinds at the same meter and time would make no sense. */
export function excludes(one: FaultKind, other: FaultKind): boolean {
  if (one === other) return true
  if (ARRIVAL.includes(one) && ARRIVAL.includes(other)) return true
  const pair = [one, other]
  if (pair.includes('stuck') && pair.includes('spike')) return true
  return pair.some((kind) => kind === 'outage' || kind === 'gap') && pair.some((kind) => MESSAGE.includes(kind))
}
