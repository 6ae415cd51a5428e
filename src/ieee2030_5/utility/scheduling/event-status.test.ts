import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { derControl, derControlList } from '../../model/der-control.ts'
import { EVENT_STATUS } from '../../model/event.ts'
import { createProgram, fieldOf, programServer } from '../programs.fixture.ts'
import { LFDI_A, NOW, type TestUtility } from '../utility.fixture.ts'

const { scheduled, active, cancelled, cancelledWithRandomization, superseded } = EVENT_STATUS

let server: TestUtility
let program: string
beforeEach(() => {
  server = programServer()
  program = createProgram(server, 'der')
})

/** @param start - after now [s] */
function control(start: number, duration: number, fields: object = {}, modes: object = { opModMaxLimW: 50 }): string {
  const schedule = { start: NOW + start, durationSeconds: duration }
  return fieldOf(server.operate('controls.create', { program, ...schedule, ...fields, control: modes }), 'mrid')
}

/** Status of a control at a time after now [s]; null when it is not shown. */
function statusAt(after: number, mrid: string) {
  server.now = NOW + after
  const path = `${program}/derc/${mrid}`
  if (server.send(LFDI_A, 'GET', path).status === 404) return null
  return server.get(LFDI_A, path, derControl).EventStatus
}

function codeAt(after: number, mrid: string): number | null {
  return statusAt(after, mrid)?.currentStatus ?? null
}

function activeMrids(): string[] {
  return server.get(LFDI_A, `${program}/actderc?l=255`, derControlList).DERControl.map(({ mRID }) => mRID)
}

describe('the status of an event', () => {
  it.each([
    ['before it begins', 59, scheduled, 0],
    ['in its first second', 60, active, 60],
    ['in its last second', 159, active, 60],
    ['when it is over', 160, null, null],
  ])('%s', (_, after, code, since) => {
    const status = statusAt(after, control(60, 100))
    expect([status?.currentStatus ?? null, status === null ? null : status.dateTime - NOW]).toEqual([code, since])
  })

  it('is active from when it was made, if it had begun before', () => {
    expect(statusAt(0, control(-60, 100))).toMatchObject({ currentStatus: active, dateTime: NOW })
  })

  it.each([
    [
      'earlier by a negative start',
      { randomizeStartSeconds: -30 },
      [29, scheduled, 30, active, 159, active, 160, null],
    ],
    ['later by a positive start', { randomizeStartSeconds: 30 }, [59, scheduled, 60, active, 189, active, 190, null]],
    ['longer by a positive duration', { randomizeDurationSeconds: 20 }, [60, active, 179, active, 180, null]],
    ['as long with a negative duration', { randomizeDurationSeconds: -20 }, [60, active, 159, active, 160, null]],
  ])('covers what clients may do at random: %s', (_, fields, expected) => {
    const mrid = control(60, 100, fields)
    for (let index = 0; index < expected.length; index += 2) {
      expect(codeAt(Number(expected[index]), mrid)).toBe(expected[index + 1])
    }
  })
})

describe('a cancelled event', () => {
  it('stays, with the time and the reason, until it would have been over', () => {
    const mrid = control(0, 100)
    server.now = NOW + 10
    server.operate('events.cancel', { event: mrid, reason: 'cloud' })
    expect(statusAt(99, mrid)).toMatchObject({ currentStatus: cancelled, dateTime: NOW + 10, reason: 'cloud' })
    expect(activeMrids()).toEqual([])
    expect(statusAt(100, mrid)).toBeNull()
  })

  it('lets clients return at random where it has a randomization', () => {
    const mrid = control(0, 100, { randomizeDurationSeconds: 30 })
    server.operate('events.cancel', { event: mrid, randomized: true })
    expect(codeAt(1, mrid)).toBe(cancelledWithRandomization)
  })

  it.each([
    ['without randomization', {}, { randomized: true }, 'randomized'],
    ['twice', {}, {}, 'event'],
  ])('is refused %s', (_, fields, cancel, field) => {
    const mrid = control(0, 100, fields)
    if (field === 'event') server.operate('events.cancel', { event: mrid })
    expect(() => server.operate('events.cancel', { event: mrid, ...cancel })).toThrow(
      expect.objectContaining({ field }),
    )
  })
})

describe('overlapping events of a program', () => {
  const limit = { opModMaxLimW: 10 }
  it.each([
    ['the same control', limit, {}, superseded],
    ['the same controls and a ramp', { ...limit, rampSeconds: 5 }, {}, superseded],
    ['another control', { opModTargetW: 0 }, {}, active],
    ['one of several controls', { ...limit, opModTargetW: 0 }, {}, active],
    ['another kind of device', limit, { deviceCategories: ['photovoltaic'] }, active],
  ])('the newer one with %s', (_, modes, fields, code) => {
    const old = control(0, 100)
    const newer = control(50, 100, fields, modes)
    expect([codeAt(49, old), codeAt(50, old), codeAt(50, newer)]).toEqual([active, code, active])
    const reversed = control(0, 100)
    expect(codeAt(60, newer)).toBe(code === superseded ? superseded : active)
    expect(codeAt(60, reversed)).toBe(active)
  })

  it('takes the place at its start, and for good', () => {
    const old = control(0, 100)
    const short = control(20, 10)
    expect(statusAt(20, old)).toMatchObject({ currentStatus: superseded, dateTime: NOW + 20 })
    expect([codeAt(30, short), codeAt(99, old), codeAt(100, old)]).toEqual([null, superseded, null])
  })

  it('does not take the place when it was cancelled before it began', () => {
    const old = control(0, 100)
    const newer = control(50, 100)
    server.operate('events.cancel', { event: newer })
    expect(codeAt(60, old)).toBe(active)
  })

  it('does not take the place when it was itself superseded before', () => {
    const old = control(40, 20)
    control(0, 100)
    control(0, 30)
    expect(codeAt(40, old)).toBe(active)
  })

  it('says that a part may be superseded, and since when', () => {
    const old = control(0, 100, {}, { opModMaxLimW: 50, opModConnect: true })
    server.now = NOW + 5
    control(50, 100)
    expect(statusAt(6, old)).toMatchObject({ potentiallySuperseded: true, potentiallySupersededTime: NOW + 5 })
  })

  it('is not superseded by an event of another program', () => {
    const old = control(0, 100)
    program = createProgram(server, 'der', 'all', 1)
    control(0, 100)
    program = '/derp/1'
    expect(codeAt(10, old)).toBe(active)
  })
})

describe('superseding by an operator', () => {
  it('replaces whatever was controlled, to the same end', () => {
    const old = control(0, 100)
    server.now = NOW + 40
    const view = server.operate('controls.supersede', { event: old, control: { opModConnect: false } })
    expect(view).toMatchObject({ start: NOW + 40, durationSeconds: 60, status: 'active' })
    expect([codeAt(40, old), codeAt(40, fieldOf(view, 'mrid'))]).toEqual([superseded, active])
    expect(() => server.operate('controls.supersede', { event: old, control: { opModConnect: true } })).toThrow(
      /it is superseded/,
    )
  })

  it('may come later than now', () => {
    const old = control(0, 100)
    const later = { start: NOW + 50, durationSeconds: 10 }
    const view = server.operate('controls.supersede', { event: old, ...later, control: { opModConnect: false } })
    expect([codeAt(49, old), codeAt(50, old), codeAt(59, fieldOf(view, 'mrid'))]).toEqual([active, superseded, active])
  })
})

describe('the order of controls', () => {
  it('is by start, then the newest, then mRID descending', () => {
    const later = control(50, 10, {}, { opModConnect: true })
    const [first, second] = [control(10, 10), control(10, 10, {}, { opModTargetW: 1 })]
    server.now = NOW + 1
    const newest = control(10, 10, {}, { opModTargetVar: 1 })
    const list = server.get(LFDI_A, `${program}/derc?l=255`, derControlList)
    const sameSecond = [first, second].sort().reverse()
    expect(list.DERControl.map(({ mRID }) => mRID)).toEqual([newest, ...sameSecond, later])
    const page = server.get(LFDI_A, `${program}/derc?s=1&l=2`, derControlList)
    expect([page.all, page.results, page.DERControl.map(({ mRID }) => mRID)]).toEqual([4, 2, sameSecond])
    expect(server.get(LFDI_A, `${program}/derc?a=${NOW + 10}&l=9`, derControlList).DERControl).toHaveLength(1)
  })
})

it('the active controls are those that hold now: begun, not over, not cancelled, no newer one over them', () => {
  const given = fc.record({ start: fc.nat(60), duration: fc.integer({ min: 1, max: 60 }), cancelledAt: fc.nat(200) })
  fc.assert(
    fc.property(fc.array(given, { maxLength: 6 }), (events) => {
      server = programServer()
      program = createProgram(server, 'der')
      const made = events.map((event) => ({
        ...event,
        mrid: control(event.start, event.duration),
        end: event.start + event.duration,
      }))
      for (let after = 0; after <= 125; after++) {
        server.now = NOW + after
        for (const { mrid, cancelledAt, end } of made) {
          if (cancelledAt !== after || after >= end) continue
          // One that is superseded cannot be cancelled any more.
          if (codeAt(after, mrid) !== superseded) server.operate('events.cancel', { event: mrid })
        }
      }
      for (let after = 0; after <= 125; after += 5) {
        server.now = NOW + after
        const shown = server.get(LFDI_A, `${program}/derc?l=255`, derControlList).DERControl
        const holding = shown.filter(
          ({ interval: { start, duration }, EventStatus: { currentStatus } }) =>
            start <= server.now && server.now < start + duration && currentStatus === active,
        )
        expect(activeMrids().sort()).toEqual(holding.map(({ mRID }) => mRID).sort())
        // They all say the same thing, so one at most can hold.
        expect(holding.length).toBeLessThanOrEqual(1)
        const alone = made.filter(({ start, end, cancelledAt }) => start <= after && after < end && cancelledAt > 125)
        if (alone.length === 1 && made.length === 1) expect(activeMrids()).toEqual([alone[0].mrid])
      }
    }),
    { numRuns: 15 },
  )
})
