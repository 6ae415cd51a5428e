import { beforeEach, describe, expect, it } from 'vitest'
import type { GivenCommand } from '../simulation/commands/command.ts'
import { PendingCommands } from './pending-commands.ts'

const NOON = Date.UTC(2026, 2, 2, 5)
const MINUTE = 60_000

let now: number
let pending: PendingCommands
beforeEach(() => {
  now = NOON
  pending = new PendingCommands(() => now)
})

const given = (reference: string): GivenCommand => ({
  command: { kind: 'grid_prices', purchaseRate: null, feedInRate: null },
  origin: { source: 'api', reference },
})
const taken = (endMs: number) => pending.take(endMs).map(({ origin }) => origin.reference)

describe('pending commands', () => {
  it('are for the interval in which they were given, however late its tick is computed', () => {
    now = NOON - 1
    pending.give([given('before noon')])
    now = NOON
    pending.give([given('at noon')])
    expect(taken(NOON)).toEqual(['before noon'])
    expect(taken(NOON)).toEqual([])
    expect(taken(NOON + MINUTE)).toEqual(['at noon'])
  })

  it('are for the next interval, when time goes faster than ticks are computed', () => {
    pending.give([given('a'), given('b')])
    expect(taken(NOON + 5 * MINUTE)).toEqual(['a', 'b'])
  })

  it('keep their order when time is set back', () => {
    pending.give([given('first')])
    now = NOON - MINUTE
    pending.give([given('second')])
    expect(taken(NOON)).toEqual([])
    expect(taken(NOON + MINUTE)).toEqual(['first', 'second'])
  })

  it('are refused where too many wait', () => {
    const many = Array.from({ length: 100_000 }, () => given('a'))
    expect([pending.give(many), pending.give([given('b')])]).toEqual([true, false])
  })
})
