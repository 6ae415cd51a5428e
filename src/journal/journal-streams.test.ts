import { describe, expect, it } from 'vitest'
import { JOURNAL_STREAMS, streamPath } from './journal-streams.ts'

describe('streamPath', () => {
  it('has no prefix beside the usual readings', () => {
    expect(JOURNAL_STREAMS.map((stream) => streamPath('data/meter_readings.jsonl', stream))).toEqual([
      'data/trading_opportunities.jsonl',
      'data/trades.jsonl',
      'data/settlements.jsonl',
      'data/market_slots.jsonl',
      'data/bills.jsonl',
      'data/renewable_certificates.jsonl',
    ])
  })

  it('carries the name of any other output, so that two never share a stream', () => {
    expect(streamPath('/out/year.jsonl', 'trades')).toBe('/out/year.trades.jsonl')
    expect(streamPath('year.json', 'trades')).toBe('year.json.trades.jsonl')
    expect(streamPath('trades.jsonl', 'trades')).toBe('trades.trades.jsonl')
  })
})
