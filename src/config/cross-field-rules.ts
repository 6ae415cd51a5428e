/** @module Rules that hold between settings: each value may be right and the combination still wrong. */

import type { Problem } from '../errors/problem.ts'
import { ALERT_SETTINGS as ALERT } from './definitions/alert-settings.ts'
import { MARKET_SETTINGS as MARKET, TRADING_SETTINGS as TRADING } from './definitions/market-settings.ts'
import { METER_TYPE_SETTINGS, WEATHER_SETTINGS } from './definitions/model-settings.ts'
import { OUTPUT_SETTINGS as OUTPUT, SERVER_SETTINGS as SERVER } from './definitions/output-settings.ts'
import { RUN_SETTINGS as RUN } from './definitions/run-settings.ts'
import { openHostProblem } from './open-host-rule.ts'
import { periodLengthFix } from './run-period.ts'
import type { SettingDefinition } from './setting-definition.ts'
import { DEFAULT_LAYER, type FindText, type GivenText } from './setting-sources.ts'
import { certificateSecondsOf, type Settings, slotSecondsOf } from './settings.ts'
import { shownValue } from './shown-value.ts'
import { sinkProblems } from './sink-rules.ts'
import { webhookProblem } from './webhook-rule.ts'

/** Shares are decimal text such as 0.15, whose binary sum may miss 1 by rounding. */
const SUM_TOLERANCE = 1e-6

const DAY_SECONDS = 86_400

/** The lower and the upper of two settings, and what is wrong when they are the other way round. */
interface OrderedSettings {
  readonly low: SettingDefinition
  readonly high: SettingDefinition
  readonly isWrong: (settings: Settings) => boolean
  readonly fix: string
}

const ORDERED_SETTINGS: readonly OrderedSettings[] = [
  {
    low: MARKET.minSellPrice,
    high: MARKET.maxSellPrice,
    isWrong: ({ minSellPrice, maxSellPrice }) => minSellPrice > maxSellPrice,
    fix: 'A lowest price above the highest leaves no price to ask',
  },
  {
    low: MARKET.minBuyPrice,
    high: MARKET.maxBuyPrice,
    isWrong: ({ minBuyPrice, maxBuyPrice }) => minBuyPrice > maxBuyPrice,
    fix: 'A lowest price above the highest leaves no price to bid',
  },
  {
    low: MARKET.gridFeedInRate,
    high: MARKET.gridPurchaseRate,
    isWrong: ({ gridFeedInRate, gridPurchaseRate }) => gridFeedInRate > gridPurchaseRate,
    fix: 'A grid that pays more than it charges would be bought from only to sell back',
  },
]

/**
 * Checks the rules between settings.
 *
 * @param settings - each valid by itself, or its default when it was rejected
 * @param find - the text and source that counted for a setting
 * @param rejected - fields already reported, about which nothing more can be said
 */
export function crossFieldProblems(
  settings: Settings,
  find: FindText,
  rejected: ReadonlySet<keyof Settings>,
): Problem[] {
  const valid = (...definitions: readonly SettingDefinition[]) => definitions.every(({ field }) => !rejected.has(field))
  const problems: (Problem | null)[] = [
    valid(...WEATHER_SETTINGS) ? sumProblem(WEATHER_SETTINGS, settings.weatherWeights, find) : null,
    valid(...METER_TYPE_SETTINGS) ? sumProblem(METER_TYPE_SETTINGS, settings.meterTypeShares, find) : null,
    ...ORDERED_SETTINGS.map(({ low, high, isWrong, fix }) =>
      valid(low, high) && isWrong(settings) ? orderProblem(low, high, fix, find) : null,
    ),
    valid(RUN.startMs, RUN.endMs, RUN.durationMs, RUN.intervalSeconds) ? periodProblem(settings, find) : null,
    settings.server && valid(SERVER.apiPort, SERVER.ieee2030Port, SERVER.metricsPort)
      ? portProblem(settings, find)
      : null,
    settings.server && valid(SERVER.apiHost, SERVER.apiToken) ? openHostProblem(settings, find) : null,
    valid(ALERT.alertWebhookUrl, ALERT.alertWebhookSecret) ? webhookProblem(settings, find) : null,
    ...overwritingProblems(settings, find),
    ...feeProblems(settings, find, valid),
    valid(RUN.intervalSeconds, TRADING.slotSeconds) ? slotProblem(settings, find, valid) : null,
    valid(TRADING.certificateClaims, TRADING.certificateUnit) ? claimsProblem(settings, find) : null,
    ...sinkProblems(settings, find),
  ]
  return problems.filter((problem) => problem !== null)
}

function sumProblem(
  definitions: readonly SettingDefinition[],
  shares: readonly number[],
  find: FindText,
): Problem | null {
  const sum = shares.reduce((total, share) => total + share, 0)
  if (Math.abs(sum - 1) <= SUM_TOLERANCE) return null
  return {
    source: sourcesOf(definitions, find),
    key: definitions.map((definition) => find(definition).key).join(' + '),
    value: `${definitions.map((definition) => find(definition).text.trim()).join(' + ')} = ${Number(sum.toPrecision(9))}`,
    expected: 'a sum of 1',
    fix: sum > 0 ? `Divide each by ${Number(sum.toPrecision(9))}` : 'At least one share must be above 0',
  }
}

const NETWORK_FEES: readonly (readonly [fee: SettingDefinition, rateOf: (settings: Settings) => number])[] = [
  [TRADING.networkFeeSameBuilding, ({ networkFeeSameBuilding }) => networkFeeSameBuilding],
  [TRADING.networkFeeSameZone, ({ networkFeeSameZone }) => networkFeeSameZone],
  [TRADING.networkFeeAcrossZones, ({ networkFeeAcrossZones }) => networkFeeAcrossZones],
]

/** A fee above the grid's spread eats all there is to gain; a tariff's spread is not known here. */
function feeProblems(
  settings: Settings,
  find: FindText,
  valid: (...definitions: readonly SettingDefinition[]) => boolean,
): Problem[] {
  const { gridPurchaseRate, gridFeedInRate, tariffFile } = settings
  const spread = gridPurchaseRate - gridFeedInRate
  if (tariffFile !== null || spread < 0 || !valid(MARKET.gridPurchaseRate, MARKET.gridFeedInRate, MARKET.tariffFile)) {
    return []
  }
  return NETWORK_FEES.flatMap(([fee, rateOf]) => {
    const { source, key, text, layer } = find(fee)
    // Equal rates, as with net metering, are no fault of a fee nobody chose.
    if (layer === DEFAULT_LAYER || !valid(fee) || rateOf(settings) <= spread + SUM_TOLERANCE) return []
    const grid = `${find(MARKET.gridPurchaseRate).key} − ${find(MARKET.gridFeedInRate).key}`
    const expected = `at most ${grid}, which is ${Number(spread.toPrecision(9))}`
    return [{ source, key, value: text, expected, fix: 'A higher fee leaves nothing to gain by a trade' }]
  })
}

/** Slots are made of intervals and issue intervals of slots; of a slot that is wrong nothing more can be said. */
function slotProblem(
  settings: Settings,
  find: FindText,
  valid: (...definitions: readonly SettingDefinition[]) => boolean,
): Problem | null {
  const slot = slotSecondsOf(settings)
  const wrongSlot = multipleProblem(TRADING.slotSeconds, slot, RUN.intervalSeconds, settings.intervalSeconds, find)
  if (wrongSlot !== null || !valid(TRADING.certificateIntervalSeconds)) return wrongSlot
  const issue = TRADING.certificateIntervalSeconds
  return multipleProblem(issue, certificateSecondsOf(settings), TRADING.slotSeconds, slot, find)
}

/** A megawatt-hour takes days to fill: it stands for no hour in which something was consumed. */
function claimsProblem({ certificateClaims, certificateUnit }: Settings, find: FindText): Problem | null {
  if (certificateClaims !== 'matched' || certificateUnit === 'wh') return null
  const { source, key, text } = find(TRADING.certificateClaims)
  const unit = find(TRADING.certificateUnit).key
  return {
    source,
    key,
    value: text,
    expected: `none, as ${unit} is mwh`,
    fix: `Certificates of ${unit}=wh can be matched`,
  }
}

/** A span must be made of whole smaller ones, and make up a whole day. */
function multipleProblem(
  longer: SettingDefinition,
  longerSeconds: number,
  shorter: SettingDefinition,
  shorterSeconds: number,
  find: FindText,
): Problem | null {
  const fits = (seconds: number): boolean => seconds % shorterSeconds === 0 && DAY_SECONDS % seconds === 0
  if (fits(longerSeconds)) return null
  const { source, key } = find(longer)
  let below = longerSeconds
  while (below > shorterSeconds && !fits(below)) below--
  let above = Math.max(longerSeconds, shorterSeconds)
  while (!fits(above)) above++
  return {
    source,
    key,
    value: `${longerSeconds}`,
    expected: `a multiple of ${find(shorter).key}, which is ${shorterSeconds} s, that divides a day`,
    fix: fits(below) ? `The nearest are ${below} s and ${above} s` : `The nearest is ${above} s`,
  }
}

function orderProblem(low: SettingDefinition, high: SettingDefinition, fix: string, find: FindText): Problem {
  const [subject, other] = byDistance(find(low), find(high))
  const relation = find(low).key === subject.key ? 'at most' : 'at least'
  return {
    source: subject.source,
    key: subject.key,
    value: subject.text,
    expected: `${relation} ${other.key}, which is ${other.text} (${other.origin})`,
    fix,
  }
}

function periodProblem(settings: Settings, find: FindText): Problem | null {
  const { startMs, endMs, durationMs, intervalSeconds } = settings
  if (endMs !== null && durationMs !== null) return null
  const { source, key, text: value } = find(endMs === null ? RUN.durationMs : RUN.endMs)
  if (startMs !== null && endMs !== null && endMs <= startMs) {
    return {
      source,
      key,
      value,
      expected: `an instant after ${find(RUN.startMs).key}, which is ${find(RUN.startMs).text}`,
    }
  }
  const lengthMs = endMs === null ? durationMs : startMs === null ? null : endMs - startMs
  const fix = lengthMs === null ? null : periodLengthFix(lengthMs, intervalSeconds, endMs === null ? null : startMs)
  if (fix === null) return null
  const after = endMs === null ? '' : ` after ${find(RUN.startMs).key}`
  return { source, key, value, expected: `a whole number of intervals of ${intervalSeconds} s${after}`, fix }
}

function portProblem({ apiPort, ieee2030Port, metricsPort }: Settings, find: FindText): Problem | null {
  const taken = ieee2030Port === apiPort ? SERVER.apiPort : ieee2030Port === metricsPort ? SERVER.metricsPort : null
  if (taken === null) return null
  const [port, other] = [find(SERVER.ieee2030Port), find(taken)]
  return {
    source: sourcesOf([SERVER.ieee2030Port, taken], find),
    key: port.key,
    value: port.text,
    expected: `another port than ${other.key}, which is ${other.text}`,
  }
}

/** A file the run writes must be none it reads, and not its other output. */
function overwritingProblems(settings: Settings, find: FindText): Problem[] {
  const { outputFile, summaryFile, campusFile, weatherFile, loadFile, tariffFile, emissionFactorFile } = settings
  const { faultsFile, commandsFile } = settings
  const files = [
    [OUTPUT.outputFile, outputFile],
    [OUTPUT.summaryFile, summaryFile],
    [RUN.campusFile, campusFile],
    [RUN.weatherFile, weatherFile],
    [RUN.loadFile, loadFile],
    [MARKET.tariffFile, tariffFile],
    [MARKET.emissionFactorFile, emissionFactorFile],
    [RUN.faultsFile, faultsFile],
    [RUN.commandsFile, commandsFile],
  ] as const
  const written = files.slice(0, 2)
  return written.flatMap(([definition, path], index) =>
    files.slice(index + 1).flatMap(([other, otherPath]) => {
      if (path === null || otherPath === null || plainPath(path) !== plainPath(otherPath)) return []
      const [subject, overwritten] = byDistance(find(definition), find(other))
      return [
        {
          source: subject.source,
          key: subject.key,
          value: shownValue(subject.text, false),
          expected: `another file than ${overwritten.key}: one would overwrite the other`,
        },
      ]
    }),
  )
}

/** The nearer of two texts first: the farther may be a default the user never saw. */
function byDistance(first: GivenText, second: GivenText): readonly [GivenText, GivenText] {
  return first.layer <= second.layer ? [first, second] : [second, first]
}

function plainPath(path: string): string {
  return path.replaceAll(/[/\\]+(?:\.[/\\]+)*/g, '/').replace(/^(?:\.\/)+/, '')
}

function sourcesOf(definitions: readonly SettingDefinition[], find: FindText): string {
  return [...new Set(definitions.map((definition) => find(definition).source))].join(', ')
}
