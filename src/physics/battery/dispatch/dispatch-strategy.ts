/** @module The dispatch policies by name. */

import { DISPATCH_STRATEGIES, type DispatchStrategyName } from '../../../campus/meter.ts'
import { UsageError } from '../../../errors/problem.ts'
import type { DispatchDecision } from './dispatch-decision.ts'
import { peakShaving } from './peak-shaving.ts'
import { priceArbitrage } from './price-arbitrage.ts'
import { selfConsumption } from './self-consumption.ts'
import { timeOfUse } from './time-of-use.ts'

export type { DispatchDecision, DispatchSituation } from './dispatch-decision.ts'

const DECISION_BY_NAME: Readonly<Record<DispatchStrategyName, DispatchDecision>> = {
  'self-consumption': selfConsumption,
  'time-of-use': timeOfUse,
  'peak-shaving': peakShaving,
  'price-arbitrage': priceArbitrage,
}

/** The policies in the order of DISPATCH_STRATEGIES, for columns that hold a policy as its index. */
export const DISPATCH_DECISIONS: readonly DispatchDecision[] = DISPATCH_STRATEGIES.map((name) => DECISION_BY_NAME[name])

/**
 * The policy of a name.
 *
 * @param name - one of DISPATCH_STRATEGIES
 * @param source - where the name came from, for the message
 * @throws UsageError that lists the known names
 */
export function dispatchDecision(name: string, source = 'dispatch strategy'): DispatchDecision {
  const known = DISPATCH_STRATEGIES.find((candidate) => candidate === name)
  if (known === undefined) {
    throw new UsageError([
      { source, key: 'dispatch', value: name, expected: `one of ${DISPATCH_STRATEGIES.join(', ')}` },
    ])
  }
  return DECISION_BY_NAME[known]
}
