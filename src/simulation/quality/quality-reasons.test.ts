import { describe, expect, it } from 'vitest'
import { FAULT_KINDS } from '../../config/fault-vocabulary.ts'
import { POINTS_TO } from './fault-scores.ts'
import { QUALITY_REASONS, qualityOf, REASON, REASON_MASKS, reasonsOf } from './quality-reasons.ts'

describe('reasons', () => {
  it('have one bit each, in their order', () => {
    expect(QUALITY_REASONS.map((reason) => REASON[reason])).toEqual(QUALITY_REASONS.map((_, bit) => 2 ** bit))
    expect(reasonsOf(REASON_MASKS - 1)).toEqual(QUALITY_REASONS)
    expect(reasonsOf(REASON.stuck | REASON.missing)).toEqual(['missing', 'stuck'])
  })

  it('make a reading good when there are none, estimated when it is missing, else suspect', () => {
    expect([0, REASON.missing, REASON.missing | REASON.out_of_order, REASON.duplicate].map(qualityOf)).toEqual([
      'good',
      'estimated',
      'estimated',
      'suspect',
    ])
  })

  it('point to every kind of fault, and each to some kind', () => {
    expect(FAULT_KINDS.every((kind) => POINTS_TO[kind].length > 0)).toBe(true)
    expect(new Set(Object.values(POINTS_TO).flat())).toEqual(new Set(QUALITY_REASONS))
  })
})
