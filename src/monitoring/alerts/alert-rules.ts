/** @module The rules: what each looks for, how bad that is, how long it waits, and what to do. */

import type { AlertRule, AlertSeverity, AlertSubjectType } from './alert.ts'
import { NO_DATA, SINK_FAILED, SINK_LAGGING } from './alert-limits.ts'

interface RuleDefinition {
  readonly subject: AlertSubjectType
  readonly severity: AlertSeverity
  /** What it looks for, when it is raised, and when it ends: a sentence each, for the documentation. */
  readonly looksFor: string
  readonly raised: string
  readonly ends: string
  /** What to do. */
  readonly action: string
  /** For how long it has to be wrong before that is told, and right before it is over [ms]; windows wait by themselves. */
  readonly holdMs: (intervalMs: number) => number
  readonly clearMs: number
  /** Whether it follows from the journal, so that reading that again finds it again. */
  readonly isOfJournal: boolean
}

const NOW = { holdMs: () => 0, clearMs: 0 }

export const RULE_DEFINITIONS: Readonly<Record<AlertRule, RuleDefinition>> = {
  no_data: {
    subject: 'meter',
    severity: 'warning',
    looksFor: 'No message of a meter came in time.',
    raised: 'Nothing for 5 minutes and 3 intervals.',
    ends: 'With the first message.',
    action: "See the meter and its communication; until then its readings are the head-end's estimates.",
    // The first missing interval counts from its end on.
    holdMs: (intervalMs) => Math.max(NO_DATA.silentMs - intervalMs, (NO_DATA.intervals - 1) * intervalMs),
    clearMs: 0,
    isOfJournal: true,
  },
  suspect_data: {
    subject: 'meter',
    severity: 'info',
    looksFor: 'Readings of a meter are suspect, by more than messages that came twice or in the wrong order.',
    raised: 'Half of the readings of an hour.',
    ends: 'An hour with less than a tenth of them.',
    action: "Look at the reasons on the meter's page: a drifting or stuck meter, tampering, or energy nobody counts.",
    ...NOW,
    isOfJournal: true,
  },
  voltage_low: {
    subject: 'meter',
    severity: 'warning',
    looksFor: 'The voltage is too low (EN 50160).',
    raised: 'A mean over 10 minutes below 90 % of the nominal.',
    ends: 'A mean over 10 minutes from 91 % on.',
    action: 'Shift load away from the feeder, raise the tap of its transformer, or have batteries discharge there.',
    ...NOW,
    isOfJournal: true,
  },
  voltage_high: {
    subject: 'meter',
    severity: 'warning',
    looksFor: 'The voltage is too high (EN 50160).',
    raised: 'A mean over 10 minutes above 110 % of the nominal.',
    ends: 'A mean over 10 minutes up to 109 %.',
    action: 'Limit export or have inverters take reactive power up (volt-var), charge batteries, or lower the tap.',
    ...NOW,
    isOfJournal: true,
  },
  generation_low: {
    subject: 'meter',
    severity: 'warning',
    looksFor: 'An array gives far less than the light on it allows, and nobody has told it to.',
    raised: 'Below half of it over an hour of at least 200 W/m² in the plane of the array.',
    ends: 'An hour with 60 % of it.',
    action: 'See the inverter, its breaker and strings, then shading and soiling.',
    ...NOW,
    isOfJournal: true,
  },
  battery_fault: {
    subject: 'meter',
    severity: 'critical',
    looksFor: 'A battery is outside of its range, does not keep what flows into it, or does not follow its control.',
    raised:
      '2 points outside; a quarter of an hour in which 30 % of the energy is unaccounted for, or under a tenth of the ordered power flows.',
    ends: 'A quarter of an hour in which energy flows, without any of these.',
    action: 'Take the battery off, and read the log of its inverter and its management system.',
    ...NOW,
    isOfJournal: true,
  },
  negative_spread: {
    subject: 'campus',
    severity: 'warning',
    looksFor: 'The grid charges less than it pays.',
    raised: 'With the first interval.',
    ends: 'With the first interval in which it charges as much again.',
    action:
      'See the tariff and the price commands: buying only to sell back would pay, and nothing is left to trade for.',
    ...NOW,
    isOfJournal: true,
  },
  price_out_of_bounds: {
    subject: 'campus',
    severity: 'warning',
    looksFor: "The market's mean price is outside of what the grid pays and charges.",
    raised: 'With the first slot.',
    ends: 'With the first slot that has a price inside.',
    action: 'See the mechanism and the limits of the orders: buyers or sellers would do better with the grid.',
    ...NOW,
    isOfJournal: true,
  },
  sink_failed: {
    subject: 'sink',
    severity: 'warning',
    looksFor: 'A destination takes no records; critical when it is given up.',
    raised: 'For 30 s.',
    ends: 'When it has taken records for 30 s.',
    action: 'See whether it runs and can be reached; the journal keeps what it lacks.',
    holdMs: () => SINK_FAILED.holdMs,
    clearMs: SINK_FAILED.clearMs,
    isOfJournal: false,
  },
  sink_lagging: {
    subject: 'sink',
    severity: 'warning',
    looksFor: 'A destination takes records more slowly than they come.',
    raised: 'More than 64 MiB behind for 5 minutes.',
    ends: 'Less than 16 MiB behind.',
    action: 'Give the destination more room, or the run a lower speed; nothing is lost.',
    holdMs: () => SINK_LAGGING.holdMs,
    clearMs: 0,
    isOfJournal: false,
  },
  disk_low: {
    subject: 'campus',
    severity: 'critical',
    looksFor: 'The disk of the journal is nearly full.',
    raised: 'Less than 1 GiB free.',
    ends: 'More than 1.25 GiB free.',
    action: 'Free some space, or keep fewer days (OUTPUT_KEEP_DAYS): a full disk ends the run.',
    ...NOW,
    isOfJournal: false,
  },
  late_ticks: {
    subject: 'campus',
    severity: 'warning',
    looksFor: 'The machine does not keep up with the pace of the run.',
    raised: 'A minute in which a tenth of the ticks, and at least 3, were late.',
    ends: 'A minute without a late tick.',
    action: 'Lower the speed, use more workers, or see what else keeps the machine busy.',
    ...NOW,
    isOfJournal: false,
  },
}
