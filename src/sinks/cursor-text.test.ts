import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RECORD_STREAMS } from '../journal/record-stream.ts'
import { claimText, readClaim } from './cursor-text.ts'

const position = fc.record({ segment: fc.string(), offset: fc.maxSafeNat(), records: fc.maxSafeNat() })
const cursors = fc
  .uniqueArray(fc.constantFrom(...RECORD_STREAMS))
  .chain((streams) => fc.tuple(...streams.map((stream) => fc.tuple(fc.constant(stream), position))))

describe('cursors as text', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), cursors, (runId, writer, entries) => {
        const claim = { runId, writer, cursors: new Map(entries) }
        expect(readClaim(claimText(claim))).toEqual(claim)
      }),
    )
  })

  it.each(['', '{}', 'null', '[1]', '{"format":2,"run_id":"a","writer":"b","cursors":{}}', '{"format":1,"run_id":"a"'])(
    'are not read from %j',
    (text) => {
      expect(readClaim(text)).toBeNull()
    },
  )

  it('are not read from places that cannot be', () => {
    const text = claimText({
      runId: 'a',
      writer: 'b',
      cursors: new Map([['trades', { segment: '', offset: 7, records: 1 }]]),
    })
    expect(readClaim(text)).not.toBeNull()
    expect(readClaim(text.replace('7', '-7'))).toBeNull()
    expect(readClaim(text.replace('trades', 'bills'))).toBeNull()
  })
})
