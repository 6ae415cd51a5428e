/** @module The faults that operators can inject into a running simulation. */

import type { FaultKind } from './fault-vocabulary.ts'

/** Of what meters send, as in a faults file. */
export const MESSAGE_FAULTS = ['outage', 'gap', 'stuck', 'spike'] as const satisfies readonly FaultKind[]
export type MessageFault = (typeof MESSAGE_FAULTS)[number]

/** Those, and what fails behind a meter. */
export const INJECTED_FAULTS = [...MESSAGE_FAULTS, 'array_outage', 'battery_outage'] as const
export type InjectedFaultKind = (typeof INJECTED_FAULTS)[number]
