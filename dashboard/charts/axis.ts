/** @module What a chart's values stand over: time, an energy, a price. */

import type { TimeFormat } from '../format/times.ts'

export interface ChartAxis {
  /** What makes it another one. */
  readonly key: string
  /** Heads its column in tables. */
  readonly name: string
  /** Under the axis; empty for time, which says it itself. */
  readonly label: string
  /** For people. */
  readonly textOf: (place: number) => string
  /** For machines. */
  readonly plainOf: (place: number) => string
  /** Under the ticks. */
  readonly tickTexts: (places: readonly number[]) => string[]
  /** Of a time axis. */
  readonly timeZone: string | null
}

const DAY_S = 86_400

/** Places are [s since 1970 UTC]. */
export function timeAxis(name: string, format: TimeFormat): ChartAxis {
  const tickText = (at: number, before: number | undefined): string => {
    const isDays = before !== undefined && at - before >= DAY_S / 2
    const isMidnight = format.clock(at * 1000) === '00:00'
    return isDays || isMidnight ? format.moment(at * 1000).replace(/,? 00:00$/, '') : format.clock(at * 1000)
  }
  return {
    key: `time ${format.timeZone} ${name}`,
    name,
    label: '',
    textOf: (place) => format.moment(place * 1000),
    plainOf: (place) => new Date(place * 1000).toISOString(),
    tickTexts: (places) => places.map((at, i) => tickText(at, places[i - 1])),
    timeZone: format.timeZone,
  }
}

export function quantityAxis(name: string, unit: string, digits: number): ChartAxis {
  return {
    key: `${name} ${unit} ${digits}`,
    name: `${name} [${unit}]`,
    label: unit,
    textOf: (place) => `${place.toFixed(digits)} ${unit}`,
    plainOf: String,
    tickTexts: (places) => places.map((place) => String(Number(place.toPrecision(6)))),
    timeZone: null,
  }
}
