/** @module Reads the text of a faults file: what shall go wrong where and when, or every mistake in it with its path. */

import { type Problem, UsageError } from '../errors/problem.ts'
import { DURATION_ACCEPTED, parseDuration } from './duration.ts'
import { excludes, type FaultKind, type SpikeChannel } from './fault-vocabulary.ts'
import { faultsFileSchema, type WrittenFault, type WrittenRandomFault } from './faults-schema.ts'
import { INSTANT_ACCEPTED, parseInstant } from './instant.ts'
import { parseJsonDocument } from './json-document.ts'
import { nearestName } from './nearest-name.ts'

type Mistake = Omit<Problem, 'source'>

const ALL_METERS = '*'

/** What a fault does; a kind uses its own, the others are without effect. */
export interface FaultParameters {
  readonly channel: SpikeChannel
  readonly factor: number
  readonly percentPerDay: number
  readonly seconds: number
  readonly scale: number
  readonly setBackKwh: number
  readonly share: number
}

export const DEFAULT_FAULT_PARAMETERS: FaultParameters = {
  channel: 'consumption',
  factor: 10,
  percentPerDay: 1,
  seconds: 300,
  scale: 0.6,
  setBackKwh: 0,
  share: 0.4,
}

/** A fault at given meters and times. */
export interface GivenFault {
  readonly kind: FaultKind
  /** Null for all meters. */
  readonly meterIds: readonly string[] | null
  /** Bounds [ms since 1970 UTC]. */
  readonly fromMs: number
  readonly untilMs: number
  readonly parameters: FaultParameters
}

/** Faults drawn from the seed. */
export interface RandomFault {
  readonly kind: FaultKind
  readonly meterIds: readonly string[] | null
  readonly perMeterAndDay: number
  readonly shortestMs: number
  readonly longestMs: number
  readonly parameters: FaultParameters
}

export interface FaultsFile {
  readonly faults: readonly GivenFault[]
  readonly random: readonly RandomFault[]
}

/**
 * Reads a faults file.
 *
 * @param text - the content of the file
 * @param source - the file's path, for messages
 * @param meterIds - the meters of the run
 * @throws UsageError with one problem per mistake: malformed JSON by line and column, everything else by path such as
 *   `faults[2].meter_id`
 */
export function parseFaultsFile(text: string, source: string, meterIds: ReadonlySet<string>): FaultsFile {
  const written = parseJsonDocument(text, source, faultsFileSchema)
  const mistakes: Mistake[] = []
  const faults = (written.faults ?? []).flatMap((fault, index) => {
    const read = givenFault(fault, `faults[${index}]`, meterIds, mistakes)
    return read === null ? [] : [{ fault: read, index }]
  })
  const random = (written.random ?? []).flatMap((fault, index) => {
    const read = randomFault(fault, `random[${index}]`, meterIds, mistakes)
    return read === null ? [] : [read]
  })
  mistakes.push(...overlaps(faults))
  if (mistakes.length > 0) throw new UsageError(mistakes.map((mistake) => ({ source, ...mistake })))
  return { faults: faults.map(({ fault }) => fault), random }
}

function givenFault(
  fault: WrittenFault,
  at: string,
  known: ReadonlySet<string>,
  mistakes: Mistake[],
): GivenFault | null {
  const meterIds = readMeters(fault.meter_id, at, known, mistakes)
  const fromMs = readInstant(fault.from, `${at}.from`, mistakes)
  const untilMs = readEnd(fault, fromMs, at, mistakes)
  if (meterIds === undefined || fromMs === null || untilMs === null) return null
  return { kind: fault.kind, meterIds, fromMs, untilMs, parameters: readParameters(fault) }
}

function randomFault(
  fault: WrittenRandomFault,
  at: string,
  known: ReadonlySet<string>,
  mistakes: Mistake[],
): RandomFault | null {
  const meterIds = readMeters(fault.meter_id ?? ALL_METERS, at, known, mistakes)
  const shortestMs = readDuration(fault.shortest, `${at}.shortest`, mistakes)
  const longestMs = readDuration(fault.longest, `${at}.longest`, mistakes)
  if (meterIds === undefined || shortestMs === null || longestMs === null) return null
  if (longestMs < shortestMs) {
    const expected = `a duration not below shortest, ${fault.shortest}`
    mistakes.push({ key: `${at}.longest`, value: fault.longest, expected })
    return null
  }
  const perMeterAndDay = fault.per_meter_and_day
  return { kind: fault.kind, meterIds, perMeterAndDay, shortestMs, longestMs, parameters: readParameters(fault) }
}

function readParameters(fault: WrittenFault | WrittenRandomFault): FaultParameters {
  switch (fault.kind) {
    case 'spike':
      return {
        ...DEFAULT_FAULT_PARAMETERS,
        channel: fault.channel ?? DEFAULT_FAULT_PARAMETERS.channel,
        factor: fault.factor ?? DEFAULT_FAULT_PARAMETERS.factor,
      }
    case 'drift':
      return {
        ...DEFAULT_FAULT_PARAMETERS,
        percentPerDay: fault.percent_per_day ?? DEFAULT_FAULT_PARAMETERS.percentPerDay,
      }
    case 'clock_skew':
      return { ...DEFAULT_FAULT_PARAMETERS, seconds: fault.seconds ?? DEFAULT_FAULT_PARAMETERS.seconds }
    case 'tamper':
      return {
        ...DEFAULT_FAULT_PARAMETERS,
        scale: fault.scale ?? DEFAULT_FAULT_PARAMETERS.scale,
        setBackKwh: fault.set_back_kwh ?? DEFAULT_FAULT_PARAMETERS.setBackKwh,
      }
    case 'theft':
      return { ...DEFAULT_FAULT_PARAMETERS, share: fault.share ?? DEFAULT_FAULT_PARAMETERS.share }
    case 'outage':
    case 'gap':
    case 'stuck':
    case 'duplicate':
    case 'out_of_order':
      return DEFAULT_FAULT_PARAMETERS
  }
}

/** The meters a fault names; null for all, undefined when one of them is unknown. */
function readMeters(
  written: string | readonly string[],
  at: string,
  known: ReadonlySet<string>,
  mistakes: Mistake[],
): readonly string[] | null | undefined {
  if (written === ALL_METERS) return null
  const ids = typeof written === 'string' ? [written] : written
  let allKnown = true
  ids.forEach((value, index) => {
    const key = typeof written === 'string' ? `${at}.meter_id` : `${at}.meter_id[${index}]`
    const isAgain = ids.indexOf(value) < index
    if (known.has(value) && !isAgain) return
    allKnown = false
    if (isAgain) {
      mistakes.push({ key, value, expected: 'each meter once' })
      return
    }
    const nearest = nearestName(value, [...known])
    const fix = nearest === null ? {} : { fix: `Did you mean ${nearest}?` }
    mistakes.push({ key, value, expected: 'the id of a meter of this run, or "*" for all', ...fix })
  })
  return allKnown ? ids : undefined
}

function readInstant(value: string, key: string, mistakes: Mistake[]): number | null {
  const parsed = parseInstant(value)
  if (parsed.ok) return parsed.ms
  const { fix } = parsed
  mistakes.push({ key, value, expected: INSTANT_ACCEPTED, ...(fix !== undefined && { fix }) })
  return null
}

function readDuration(value: string, key: string, mistakes: Mistake[]): number | null {
  const ms = parseDuration(value)
  if (ms === null) mistakes.push({ key, value, expected: DURATION_ACCEPTED })
  return ms
}

function readEnd(
  { from, until, duration }: WrittenFault,
  fromMs: number | null,
  at: string,
  mistakes: Mistake[],
): number | null {
  if ((until === undefined) === (duration === undefined)) {
    const fix = until === undefined ? 'Neither is there.' : 'Both are there.'
    mistakes.push({ key: at, expected: 'either until or duration', fix })
    return null
  }
  if (duration !== undefined) {
    const ms = readDuration(duration, `${at}.duration`, mistakes)
    return ms === null || fromMs === null ? null : fromMs + ms
  }
  const untilMs = readInstant(until ?? '', `${at}.until`, mistakes)
  if (untilMs === null || fromMs === null || untilMs > fromMs) return untilMs
  mistakes.push({ key: `${at}.until`, value: until ?? '', expected: `a time after from, ${from}` })
  return null
}

/** A fault with its place in the file. */
interface PlacedFault {
  readonly fault: GivenFault
  readonly index: number
}

/** Faults that would act on one meter at once and make no sense together: one line for the later of two. */
function overlaps(faults: readonly PlacedFault[]): Mistake[] {
  const inOrder = [...faults].sort((a, b) => a.fault.fromMs - b.fault.fromMs || a.index - b.index)
  const mistakes = new Map<number, Mistake>()
  let open: PlacedFault[] = []
  for (const placed of inOrder) {
    const { fault, index } = placed
    open = open.filter((other) => other.fault.untilMs > fault.fromMs)
    for (const { fault: other, index: otherIndex } of open) {
      const shared = excludes(fault.kind, other.kind) ? sharedMeter(fault.meterIds, other.meterIds) : null
      if (shared === null) continue
      const expected = `no ${fault.kind} while faults[${otherIndex}], ${other.kind}, acts on ${shared}`
      mistakes.set(index, { key: `faults[${index}]`, expected, fix: 'The two overlap.' })
      break
    }
    open.push(placed)
  }
  return [...mistakes].sort(([a], [b]) => a - b).map(([, mistake]) => mistake)
}

function sharedMeter(one: readonly string[] | null, other: readonly string[] | null): string | null {
  if (one === null) return other?.[0] ?? 'all meters'
  if (other === null) return one[0]
  const others = new Set(other)
  return one.find((id) => others.has(id)) ?? null
}
