/** @module The `market compare` command: one period of one campus under several clearing mechanisms, in one table. */

import { writeFileSync } from 'node:fs'
import { runPeriod } from '../config/run-period.ts'
import type { SettingSources } from '../config/setting-sources.ts'
import { MARKET_MECHANISMS, type MarketMechanismName } from '../config/settings.ts'
import { RunError, UsageError } from '../errors/problem.ts'
import type { MarketSummary } from '../market/market-summary.ts'
import { CampusSimulation } from '../run/campus-simulation.ts'
import { requireEmissions } from '../run/emission-coverage.ts'
import { loadRunInputs, type RunInputs } from '../run/run-inputs.ts'
import { loadConfiguration } from './load-configuration.ts'
import { renderComparison } from './terminal/comparison-table.ts'
import { terminalSize } from './terminal-size.ts'

/** Without an end, a week is compared. */
const USUAL_DAYS = 7
const DAY_MS = 86_400_000

/**
 * Compares mechanisms on the same seed; nothing is written but the table, and the figures where `jsonFile` says.
 *
 * @returns the exit code
 */
export async function compareMarkets(options: {
  readonly flags: SettingSources['flags']
  readonly mechanisms: string
  readonly jsonFile: string | null
}): Promise<number> {
  const mechanisms = parseMechanisms(options.mechanisms)
  const { resolved, campusFile, site } = loadConfiguration(options.flags)
  const { startMs, endMs } = runPeriod(resolved.settings, Date.now())
  const summaries: MarketSummary[] = []
  for (const marketMechanism of mechanisms) {
    const settings = { ...resolved.settings, marketMechanism, workers: 1 }
    const inputs = loadRunInputs({ settings, origins: resolved.origins }, site, campusFile)
    summaries.push(await marketOf(inputs, startMs, endMs ?? startMs + USUAL_DAYS * DAY_MS))
  }
  process.stdout.write(`${renderComparison(summaries, terminalSize(process.stdout)).join('\n')}\n`)
  if (options.jsonFile !== null) {
    writeJson(options.jsonFile, summaries)
  }
  return 0
}

function parseMechanisms(text: string): MarketMechanismName[] {
  return text.split(',').map((part) => {
    const name = part.trim()
    const known = MARKET_MECHANISMS.find((mechanism) => mechanism === name)
    if (known === undefined) {
      const expected = `names from ${MARKET_MECHANISMS.join(', ')}, separated by commas`
      throw new UsageError([{ source: 'command line', key: '--mechanisms', value: name, expected }])
    }
    return known
  })
}

async function marketOf(inputs: RunInputs, startMs: number, endMs: number): Promise<MarketSummary> {
  requireEmissions(inputs, { startMs, endMs })
  const simulation = await CampusSimulation.create(inputs, startMs, null)
  if (simulation === null) {
    throw new RunError('A new simulation could not be made.')
  }
  try {
    while (simulation.timeMs(simulation.tick) < endMs) {
      await simulation.advance()
    }
    return simulation.summary().market
  } finally {
    await simulation.close()
  }
}

function writeJson(path: string, summaries: readonly MarketSummary[]): void {
  try {
    writeFileSync(path, `${JSON.stringify(summaries, null, 2)}\n`)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new RunError(`The comparison could not be written to ${path}: ${reason}`)
  }
}
