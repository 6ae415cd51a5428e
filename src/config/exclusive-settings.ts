/** @module Settings of which at most one can be meant, and which of them gives way. */

import type { Problem } from '../errors/problem.ts'
import { MARKET_SETTINGS as MARKET } from './definitions/market-settings.ts'
import { RUN_SETTINGS as RUN } from './definitions/run-settings.ts'
import type { SettingDefinition } from './setting-definition.ts'
import { DEFAULT_LAYER, type FindText, type GivenText } from './setting-sources.ts'

const EXCLUSIVE: readonly (readonly [SettingDefinition, SettingDefinition])[] = [
  [RUN.endMs, RUN.durationMs],
  [RUN.resume, RUN.fresh],
  [MARKET.emissionFactorFile, MARKET.emissionFactor],
  [MARKET.emissionFactorFile, MARKET.carbonOffsetRate],
  [MARKET.emissionFactor, MARKET.carbonOffsetRate],
]

/**
 * Lets the nearer source decide between settings that exclude each other, so that a flag can replace what the
 * environment says in other words: `--end` sets aside a SIMULATION_DURATION.
 *
 * @param find - the text of a setting by itself
 * @returns the text of a setting beside the others
 */
export function setAsideExcluded(find: FindText): FindText {
  const replaced = new Map<string, GivenText>()
  for (const [first, second] of EXCLUSIVE) {
    const [one, other] = [find(first), find(second)]
    if (!isMeant(first, one) || !isMeant(second, other) || one.layer === other.layer) continue
    const [loser, winner] = one.layer > other.layer ? [first, other] : [second, one]
    replaced.set(loser.variable, {
      text: loser.defaultText,
      source: 'default',
      key: loser.variable,
      origin: `default, because of ${winner.key}`,
      layer: DEFAULT_LAYER,
    })
  }
  return (definition) => replaced.get(definition.variable) ?? find(definition)
}

/** Reports settings that exclude each other and come from the same source. */
export function exclusiveProblems(find: FindText): Problem[] {
  return EXCLUSIVE.filter((pair) => pair.every((definition) => isMeant(definition, find(definition)))).map((pair) => {
    const [first, second] = pair.map(find)
    return { source: first.source, key: `${first.key} and ${second.key}`, expected: 'only one of them' }
  })
}

/** A default is meant by nobody. A malformed value is meant too: it is reported rather than passed over. */
function isMeant({ schema }: SettingDefinition, { text, layer }: GivenText): boolean {
  if (layer === DEFAULT_LAYER) return false
  const parsed = schema.safeParse(text)
  return !parsed.success || (parsed.data !== null && parsed.data !== false)
}
