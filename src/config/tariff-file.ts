/** @module Reads the text of a tariff file: a time-of-use schedule, or every fault in it with its path. */

import { type Problem, UsageError } from '../errors/problem.ts'
import { parseJsonDocument } from './json-document.ts'
import { type TariffFile, tariffFileSchema } from './tariff-schema.ts'

export type { TariffFile } from './tariff-schema.ts'

type Fault = Omit<Problem, 'source'>
type Period = TariffFile['periods']['weekdays'][number]

/** The kinds of day a tariff tells apart. */
const DAY_KINDS = ['weekdays', 'weekends', 'holidays'] as const

const MIDNIGHT = '00:00'
const END_OF_DAY = '24:00'

/** Rates count in millionths of the currency. */
const RATE_SCALE = 1e6

/**
 * Reads a tariff file.
 *
 * @param text - the content of the file
 * @param source - the file's path, for messages
 * @returns the tariff; the periods of a day in the order they were written
 * @throws UsageError with one problem per fault: malformed JSON by line and column, everything else by path such as
 *   `periods.weekdays[1].from`
 */
export function parseTariffFile(text: string, source: string): TariffFile {
  const file = parseJsonDocument(text, source, tariffFileSchema)
  const faults = [
    ...DAY_KINDS.flatMap((kind) => dayFaults(file.periods[kind], `periods.${kind}`)),
    ...rateFaults(file),
    ...adderFaults(file),
  ]
  if (faults.length > 0) throw new UsageError(faults.map((fault) => ({ source, ...fault })))
  return file
}

/** Gaps and overlaps of a day. Times of day are text of one length, and compare as such. */
function dayFaults(periods: readonly Period[], at: string): Fault[] {
  const backward = periods.flatMap(({ from, to }, index) => (from < to ? [] : [backwardFault(from, to, at, index)]))
  if (backward.length > 0) return backward

  const inOrder = periods
    .map((period, index) => ({ ...period, index }))
    .sort((a, b) => a.from.localeCompare(b.from, 'en'))
  const faults: Fault[] = []
  let covered = MIDNIGHT
  let last = ''
  for (const { name, from, to, index } of inOrder) {
    if (from > covered) faults.push(gapFault(covered, from, at))
    if (from < covered) {
      const value = `${from} (${name})`
      const expected = `a period that starts where ${last} ends, at ${covered}`
      const fix = `From ${from} to ${to < covered ? to : covered} two periods overlap.`
      faults.push({ key: `${at}[${index}].from`, value, expected, fix })
    }
    if (to > covered) {
      covered = to
      last = name
    }
  }
  if (covered < END_OF_DAY) faults.push(gapFault(covered, END_OF_DAY, at))
  return faults
}

function backwardFault(from: string, to: string, at: string, index: number): Fault {
  const fix = 'Write a period that passes midnight as two.'
  return { key: `${at}[${index}].to`, value: to, expected: `a time after its start at ${from}`, fix }
}

function gapFault(from: string, to: string, at: string): Fault {
  return { key: at, expected: `periods that cover the whole day; none covers ${from} to ${to}` }
}

/** Purchase rates that the adder makes negative, and feed-in rates above what the grid then charges, each once. */
function rateFaults({ periods, feed_in: feedIn, adder }: TariffFile): Fault[] {
  const added = adder?.rate ?? 0
  const faults = new Map<string, Fault>()
  for (const kind of DAY_KINDS) {
    periods[kind].forEach(({ purchase_rate: rate, feed_in_rate: own }, index) => {
      const at = `periods.${kind}[${index}]`
      const purchase = Math.round((rate + added) * RATE_SCALE) / RATE_SCALE
      const paid = own ?? feedIn.rate
      if (purchase < 0) {
        const key = `${at}.purchase_rate`
        faults.set(key, { key, value: String(rate), expected: `at least ${-added}, which the adder takes off` })
      } else if (paid > purchase) {
        const key = own === undefined ? 'feed_in.rate' : `${at}.feed_in_rate`
        if (faults.has(key)) return
        const expected = `at most ${purchase}, the purchase rate of ${at} with the adder`
        const fix = 'A grid that pays more than it charges would be bought from only to sell back.'
        faults.set(key, { key, value: String(paid), expected, fix })
      }
    })
  }
  return [...faults.values()]
}

function adderFaults({ adder }: TariffFile): Fault[] {
  if (adder === undefined || adder.valid_from <= adder.valid_to) return []
  return [{ key: 'adder.valid_to', value: adder.valid_to, expected: `a date from ${adder.valid_from} on` }]
}
