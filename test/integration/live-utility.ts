/** @module The utility server of a live run as an operator reaches it, and whether its mirrors say what the journal says. */

import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'
import { expect } from 'vitest'
import type { MeterReadingValues } from '../../src/ieee2030_5/utility/mirrors/mirror-operations.ts'
import type { MeterReadingView, MirrorView } from '../../src/ieee2030_5/utility/mirrors/mirror-view.ts'
import { numberOf, parseReading, type Reading } from '../program/journal.ts'

/** Where a run's HTTP interface is, and what opens it. */
export interface OperatorDoor {
  readonly port: number
  readonly token: string
}

/** Has the utility server of a run do something; rejects with what it says when it refuses. */
export async function operate(door: OperatorDoor, name: string, input: object = {}): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${door.port}/api/v1/ieee2030_5/operations/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${door.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${name} ${JSON.stringify(input)}: ${response.status} ${text}`)
  return field(JSON.parse(text), 'output')
}

/** A field of what has been answered. */
export function field(answer: unknown, name: string): unknown {
  return typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined
}

/** How the clients of a run stand, by state; empty before anything is known. */
export async function clientStates({ port }: OperatorDoor): Promise<Readonly<Record<string, number>>> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/ieee2030_5`)
  const states = field(field(await response.json(), 'clients'), 'states')
  return typeof states === 'object' && states !== null ? { ...states } : {}
}

/** How to ask a utility server: the built-in one of a run, or one that a test has opened itself. */
export type Operate = (name: string, input: object) => Promise<unknown>

/** Readings by meter and by the end of their interval [s since 1970 UTC]. */
export type JournalTable = ReadonlyMap<string, ReadonlyMap<number, Reading>>

export function journalTable(journal: Buffer): JournalTable {
  const table = new Map<string, Map<number, Reading>>()
  const whole = journal.toString('utf8', 0, journal.lastIndexOf(10))
  for (const line of whole.split('\n')) {
    const reading = parseReading(line)
    const meter = table.get(String(reading.meter_id)) ?? new Map<number, Reading>()
    table.set(String(reading.meter_id), meter)
    const end = Date.parse(String(reading.timestamp)) / 1000
    expect(meter.has(end), `${String(reading.meter_id)} has two readings of ${String(reading.timestamp)}`).toBe(false)
    meter.set(end, reading)
  }
  return table
}

const TAIL_BYTES = 4096

/** Time of the last reading in the open file of a journal [s since 1970 UTC]; 0 before there is one. */
export function latestTime(output: string): number {
  if (!existsSync(output)) return 0
  const fd = openSync(output, 'r')
  try {
    const tail = Buffer.alloc(TAIL_BYTES)
    const length = readSync(fd, tail, 0, TAIL_BYTES, Math.max(0, fstatSync(fd).size - TAIL_BYTES))
    const times = [...tail.toString('latin1', 0, length).matchAll(/"timestamp":"([^"]+)"/g)]
    return Date.parse(times.at(-1)?.[1] ?? '1970-01-01T00:00:00Z') / 1000
  } finally {
    closeSync(fd)
  }
}

/** The journal's field of each register that readings have, by mirror and direction. */
const REGISTERS: Readonly<Record<string, string>> = {
  'site forward': 'import_register',
  'site reverse': 'export_register',
  'solar reverse': 'generation_register',
}
const QUARTER_HOUR = 900

/** What was compared. */
export interface MirrorCounts {
  mirrors: number
  registers: number
  intervals: number
}

/**
 * Compares all mirrors with the journal: one of each kind and meter, registers as in the reading of their time, and every
 * quarter of an hour once, from the first one to that of the latest post.
 *
 * @param fresh - the registers have to be of this time or later [s since 1970 UTC]
 */
export async function expectMirrorsLikeJournal(
  ask: Operate,
  readJournal: () => Buffer,
  fresh: number,
): Promise<MirrorCounts> {
  const mirrors = (await ask('mirrors.list', { limit: 500 })) as readonly MirrorView[]
  const compared = mirrors.flatMap((mirror) =>
    mirror.meterReadings.flatMap((quantity) => {
      const register = REGISTERS[`${kindOf(mirror)} ${quantity.direction}`]
      return quantity.unit === 'Wh' && register !== undefined ? [{ mirror, quantity, register }] : []
    }),
  )
  const intervals = new Map<string, MeterReadingValues>()
  for (const { mirror, quantity } of compared) {
    if (quantity.accumulation !== 'deltaData') continue
    const input = { mirror: mirror.number, meterReading: quantity.number, limit: 10_000 }
    intervals.set(quantity.href, (await ask('mirrors.readings', input)) as MeterReadingValues)
  }
  // What a mirror has is in the journal already, when that is read afterwards.
  const journal = journalTable(readJournal())
  const kinds = mirrors.map((mirror) => `${mirror.meterId} ${kindOf(mirror)}`)
  expect(new Set(kinds).size, 'one mirror of each kind and meter').toBe(kinds.length)
  expect(new Set(mirrors.map(({ meterId }) => meterId))).toEqual(new Set(journal.keys()))
  const counts: MirrorCounts = { mirrors: mirrors.length, registers: 0, intervals: 0 }
  for (const { mirror, quantity, register } of compared) {
    const readings = journal.get(mirror.meterId) ?? new Map<number, Reading>()
    const expected = { register, of: mirror.meterId, fresh }
    const set = intervals.get(quantity.href)
    if (set !== undefined) {
      expectIntervals(set, readings, expected)
      counts.intervals += set.values.length
    } else if (quantity.accumulation === 'summation') {
      expectRegister(quantity, readings, expected)
      counts.registers++
    }
  }
  return counts
}

function kindOf({ meterId, description }: MirrorView): string {
  return (description ?? '').slice(meterId.length + 1)
}

interface Expected {
  readonly register: string
  readonly of: string
  readonly fresh: number
}

type Readings = ReadonlyMap<number, Reading>

function expectRegister({ latest }: MeterReadingView, readings: Readings, { register, of, fresh }: Expected): void {
  expect(latest?.start, `${register} of ${of}`).toBeGreaterThanOrEqual(fresh)
  expect(latest?.value, `${register} of ${of} at ${latest?.start}`).toBe(
    wattHours(readings, latest?.start ?? 0, register),
  )
}

function expectIntervals({ values, readingSets }: MeterReadingValues, readings: Readings, expected: Expected): void {
  const { register, of, fresh } = expected
  const first = Math.min(...readings.keys())
  const interval = numberOf(readings.get(first) ?? {}, 'interval_seconds')
  const begin = Math.floor((first - interval) / QUARTER_HOUR) * QUARTER_HOUR
  const last = values.at(-1)?.start ?? begin
  expect(last, `${register} of ${of}`).toBeGreaterThan(fresh - 2 * QUARTER_HOUR)
  const starts = Array.from({ length: (last - begin) / QUARTER_HOUR + 1 }, (_, i) => begin + i * QUARTER_HOUR)
  expect(
    values.map(({ start }) => start),
    `${register} of ${of}`,
  ).toEqual(starts)
  expect(readingSets, `sets of ${register} of ${of}`).toBe(values.length)
  for (const { start, duration, value } of values) {
    expect(duration).toBe(QUARTER_HOUR)
    expect(value, `${register} of ${of} from ${start}`).toBe(
      wattHours(readings, start + QUARTER_HOUR, register) - wattHours(readings, start, register),
    )
  }
}

/** What a register shows at a time: the whole watt-hours that are full. Before its first reading it shows nothing. */
function wattHours(readings: Readings, at: number, register: string): number {
  if (at < Math.min(...readings.keys())) return 0
  const reading = readings.get(at)
  if (reading === undefined) throw new Error(`the journal has no reading of ${at}`)
  return Math.floor(numberOf(reading, register))
}
