/** @module Fleets and slots to write records of, and the lines that writers make. */

import fc from 'fast-check'
import { expect } from 'vitest'
import type { Fleet, Meter } from '../../campus/meter.ts'
import type { SlotTimes } from './record-fields.ts'

const METER: Meter = {
  meterId: '',
  meterType: 'Grid_Consumer',
  userType: 'Consumer',
  location: '',
  building: 'B',
  zone: 'Z',
  buildingType: 'office',
  floorAreaM2: 1000,
  capacityKw: 100,
  loadVariability: 1,
  phases: 3,
  pv: null,
  battery: null,
  connection: { feeder: 0, upstream: -1, cableM: 10 },
  tradingPreference: 'Moderate',
}

export function fleetNamed(names: readonly string[]): Fleet {
  return {
    size: names.length,
    feeders: [],
    feederStart: new Int32Array([0]),
    meter: (index) => ({ ...METER, meterId: names[index] }),
  }
}

/** Names of a fleet of `size` meters, of any characters. */
export function anyNames(size: number): fc.Arbitrary<string[]> {
  const name = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 32 }), fc.constant('AMI_METER_UTCC_001'))
  return fc.array(name, { minLength: size, maxLength: size })
}

/** Slots on and off the whole second. */
export const anySlotTimes: fc.Arbitrary<SlotTimes> = fc
  .tuple(fc.nat(Date.UTC(2200, 0, 1)), fc.constantFrom(1, 900_000, 3_600_000), fc.boolean())
  .map(([ms, length, whole]) => {
    const startMs = whole ? Math.floor(ms / 1000) * 1000 : ms
    return { startMs, endMs: startMs + length }
  })

/** What the file says of an instant. */
export function instant(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}

interface Writer<Columns> {
  maxBytes(count: number): number
  write(slot: SlotTimes, columns: Columns, into: Uint8Array, offset: number): number
}

/** The lines a writer makes, behind an offset and in a buffer of no more than the bytes it asks for. */
export function linesOf<Columns>(writer: Writer<Columns>, slot: SlotTimes, columns: Columns, count: number): string[] {
  const offset = 5
  const bytes = new Uint8Array(offset + writer.maxBytes(count)).fill(0x23)
  const end = writer.write(slot, columns, bytes, offset)
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end))
  expect(text.startsWith('#####')).toBe(true)
  expect(text.length === offset || text.endsWith('\n')).toBe(true)
  return text.slice(offset).split('\n').slice(0, -1)
}
