/** @module One line per tick, for logs and pipes. */

import type { CampusSnapshot } from '../../simulation/snapshot.ts'
import { batteryPhrase, qualityParts, sunPhrase, weatherPhrase } from './campus-phrases.ts'
import { figure, share } from './figures.ts'
import { sortableLocalTime } from './local-date-time.ts'
import { marketPhrase } from './market-lines.ts'

/**
 * The campus in one line of plain text, with the market's slot at the tick that closed it.
 *
 * @param lateTicks - ticks so far that came late; told only when there are any
 */
export function renderTickLine(snapshot: CampusSnapshot, lateTicks: number): string {
  const parts = [
    sortableLocalTime(snapshot.timeMs, snapshot.timeZone),
    `generation ${figure(snapshot.generationKw)} kW`,
    `load ${figure(snapshot.loadKw)} kW`,
    `battery ${batteryPhrase(snapshot)}`,
    `import ${figure(snapshot.importKw)} kW`,
    `export ${figure(snapshot.exportKw)} kW`,
    `self-sufficiency ${share(snapshot.selfSufficiency)}`,
    weatherPhrase(snapshot),
    sunPhrase(snapshot),
  ]
  const { market } = snapshot
  if (market !== null && market.slotEndMs === snapshot.timeMs) parts.push(`market ${marketPhrase(market)}`)
  parts.push(...qualityParts(snapshot))
  if (lateTicks > 0) parts.push(`${lateTicks} late`)
  return parts.join('  ')
}
