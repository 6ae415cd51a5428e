import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placedBooks } from '../opportunities.fixture.ts'
import { type OpportunityColumns, publishOpportunities } from '../opportunities.ts'
import { OPPORTUNITY_FIELDS, OPPORTUNITY_SCHEMA, type OpportunityRecord } from './opportunity-record.ts'
import { OpportunityWriter } from './opportunity-writer.ts'
import type { SlotTimes } from './record-fields.ts'
import { anyNames, anySlotTimes, fleetNamed, instant, linesOf } from './record-lines.fixture.ts'

function recordOf(
  columns: OpportunityColumns,
  i: number,
  slot: SlotTimes,
  names: readonly string[],
): OpportunityRecord {
  return {
    timestamp: instant(slot.endMs),
    slot_start: instant(slot.startMs),
    rank: i + 1,
    seller_id: names[columns.seller[i]],
    buyer_id: names[columns.buyer[i]],
    energy: columns.quantity[i] / 1e6,
    suggested_price: columns.price[i] / 1e6,
    spread: columns.spread[i] / 1e6,
    distance_factor: [1, 0.75, 0.5][columns.distance[i]],
    score: columns.score[i],
  }
}

describe('OpportunityWriter', () => {
  it('writes the opportunity worked by hand', () => {
    const columns = {
      size: 1,
      seller: Int32Array.of(1),
      buyer: Int32Array.of(0),
      quantity: Float64Array.of(2_000_000),
      price: Float64Array.of(2_950_000),
      spread: Float64Array.of(500_000),
      distance: Uint8Array.of(1),
      score: Float64Array.of(0.6179),
    }
    const slot = { startMs: Date.UTC(2025, 2, 3, 4, 45), endMs: Date.UTC(2025, 2, 3, 5) }
    expect(linesOf(new OpportunityWriter(fleetNamed(['A', 'B'])), slot, columns, 1)).toEqual([
      '{"timestamp":"2025-03-03T05:00:00Z","slot_start":"2025-03-03T04:45:00Z","rank":1,"seller_id":"B",' +
        '"buyer_id":"A","energy":2,"suggested_price":2.95,"spread":0.5,"distance_factor":0.75,"score":0.6179}',
    ])
  })

  it('writes for every opportunity the text JSON.stringify gives, valid by the published schema', () => {
    const validate = new Ajv2020({ strict: true }).compile(OPPORTUNITY_SCHEMA)
    fc.assert(
      fc.property(anyNames(24), anySlotTimes, placedBooks, (names, slot, { book, context }) => {
        const columns = publishOpportunities(book, context)
        const lines = linesOf(new OpportunityWriter(fleetNamed(names)), slot, columns, columns.size)
        expect(lines).toHaveLength(columns.size)
        lines.forEach((line, i) => {
          expect(line).toBe(JSON.stringify(recordOf(columns, i, slot, names)))
          const record: object = JSON.parse(line)
          expect(Object.keys(record)).toEqual(OPPORTUNITY_FIELDS.map(({ name }) => name))
          validate(record)
          expect(validate.errors).toBeNull()
        })
      }),
      { numRuns: 200 },
    )
  })
})
