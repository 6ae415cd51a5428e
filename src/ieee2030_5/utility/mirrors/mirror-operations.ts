/** @module What operators do with mirrors: see them and their values, set how often they are posted to, take them away. */

import { z } from 'zod'
import { DEVICES } from '../device.ts'
import { type MeasuredValue, measuredValues } from '../metering/measured-values.ts'
import { METER_READINGS, type MeterReadingEntry } from '../metering/meter-reading-entry.ts'
import { USAGE_POINTS, type UsagePointEntry } from '../metering/usage-point-entry.ts'
import { type AnyOperation, type Operation, type OperationContext, OperationError } from '../operation.ts'
import type { UtilityState } from '../utility-state.ts'
import { EXPIRED_MIRRORS, type ExpiredMirror } from './expire-mirrors.ts'
import { type MeterReadingView, type MirrorView, meterReadingView, mirrorView } from './mirror-view.ts'
import { removeMirror } from './remove-mirror.ts'

/** More at once only makes answers slow. */
const MOST_MIRRORS = 500
const MOST_VALUES = 10_000

const number = z.int().positive()
const limit = (most: number) => z.int().positive().max(most)
const time = z.int()

const listInput = z.strictObject({
  lfdi: z.string().optional(),
  meterId: z.string().optional(),
  after: z.int().nonnegative().default(0).describe('Number of the mirror before the first one'),
  limit: limit(MOST_MIRRORS).default(100),
})

const list: Operation<z.infer<typeof listInput>, readonly MirrorView[]> = {
  name: 'mirrors.list',
  reads: true,
  summary: 'Mirrors by their numbers, with the latest value of everything that is measured there.',
  input: listInput,
  apply(context, { lfdi, meterId, after, limit: most }) {
    const views: MirrorView[] = []
    for (const entry of candidates(context.state, lfdi)) {
      if (views.length === most) break
      if (entry.number <= after) continue
      if (meterId !== undefined && context.state.at(DEVICES).get(entry.lfdi)?.meterId !== meterId) continue
      views.push(mirrorView(context, entry))
    }
    return views
  },
}

const readingsInput = z.strictObject({
  mirror: number,
  meterReading: number,
  from: time.optional().describe('Earliest start [s since 1970 UTC]'),
  until: time.optional().describe('Starts before this [s since 1970 UTC]'),
  limit: limit(MOST_VALUES).default(1000),
})

/** What is measured, and its values. */
export interface MeterReadingValues extends MeterReadingView {
  readonly values: readonly MeasuredValue[]
}

const readings: Operation<z.infer<typeof readingsInput>, MeterReadingValues> = {
  name: 'mirrors.readings',
  reads: true,
  summary: 'The latest values of one meter reading in a span of time, in their unit and by time.',
  input: readingsInput,
  apply({ state }, { mirror, meterReading, from, until, limit: most }) {
    const entry = meterReadingWith(state, mirrorWith(state, mirror), meterReading)
    const values = measuredValues(state, entry).filter(
      ({ start }) => start >= (from ?? Number.NEGATIVE_INFINITY) && start < (until ?? Number.POSITIVE_INFINITY),
    )
    return { ...meterReadingView(state, entry), values: values.slice(-most) }
  },
}

const mirrorInput = z.strictObject({ mirror: number })

const remove: Operation<z.infer<typeof mirrorInput>, null> = {
  name: 'mirrors.delete',
  summary: 'Takes a mirror away, with its usage point and all values; its device may make it anew.',
  input: mirrorInput,
  apply({ state }, { mirror }) {
    removeMirror(state, mirrorWith(state, mirror).number)
    return null
  },
}

const postRateInput = z.strictObject({
  mirror: number,
  postRate: z
    .int()
    .positive()
    .max(2 ** 32 - 1)
    .nullable()
    .describe('Seconds between two posts; null for the one of the device or the server'),
})

const setPostRate: Operation<z.infer<typeof postRateInput>, MirrorView> = {
  name: 'mirrors.setPostRate',
  summary: 'Says how often a device has to post to a mirror; it looks when it polls the mirror next.',
  input: postRateInput,
  apply(context, { mirror, postRate }) {
    const entry = { ...mirrorWith(context.state, mirror), postRate }
    context.state.at(USAGE_POINTS).set(String(mirror), entry)
    return mirrorView(context, entry)
  },
}

const listExpired: Operation<Record<string, never>, readonly ExpiredMirror[]> = {
  name: 'mirrors.expired',
  reads: true,
  summary: 'Mirrors that were taken away because nothing had been posted to them for long, the latest first.',
  input: z.strictObject({}),
  apply: ({ state }: OperationContext) => [...state.at(EXPIRED_MIRRORS).values()].reverse(),
}

export const MIRROR_OPERATIONS: readonly AnyOperation[] = [list, readings, remove, setPostRate, listExpired]

/** By number, since numbers are given out in that order. */
function candidates(state: UtilityState, lfdi: string | undefined): Iterable<UsagePointEntry> {
  const entries = state.at(USAGE_POINTS)
  return lfdi === undefined ? entries.values() : entries.group(lfdi.toUpperCase()).values()
}

function mirrorWith(state: UtilityState, mirror: number): UsagePointEntry {
  const entry = state.at(USAGE_POINTS).get(String(mirror))
  if (entry === undefined) throw new OperationError('missing', 'mirror', `mirror ${mirror}: there is none`)
  return entry
}

function meterReadingWith(state: UtilityState, { number }: UsagePointEntry, wanted: number): MeterReadingEntry {
  for (const entry of state.at(METER_READINGS).group(String(number)).values()) {
    if (entry.number === wanted) return entry
  }
  throw new OperationError('missing', 'meterReading', `meter reading ${wanted} of mirror ${number}: there is none`)
}
