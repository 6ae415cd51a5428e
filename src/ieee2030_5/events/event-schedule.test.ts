import { describe, expect, it } from 'vitest'
import { derControlResponse, RESPONSE_STATUS } from '../model/response.ts'
import { writeDocument } from '../xml/write-document.ts'
import { cancellationDelay, effectiveSpan } from './effective-span.ts'
import { event, follow, LFDI, type Reads, schedule } from './event.fixture.ts'

/** Each: what the rule says; what is read at time 0 (or when it says); who holds what from when; what is responded. */
type Case = readonly [rule: string, reads: Reads, held: string, responses: string]

const A = (start: number, end: number, traits = {}) => event('A', start, end, traits)
const B = (start: number, end: number, traits = {}) => event('B', start, end, traits)
const C = (start: number, end: number, traits = {}) => event('C', start, end, traits)

// biome-ignore format: a line is a case
const RULES: Readonly<Record<string, readonly Case[]>> = {
  'one event': [
    ['holds from its start to its end', [[0, [A(10, 50)]]], '0 - 10 A.x 50 -', 'A1@0 A2@10 A3@50'],
    ['starts at once when it is read late', [[20, [A(10, 50)]]], '20 A.x 50 -', 'A1@20 A2@20 A3@50'],
    ['is rejected when it is read after its end', [[60, [A(10, 50)]]], '60 -', 'A1@60 A254@60'],
    ['is over at its end, which is no part of it', [[50, [A(10, 50)]]], '50 -', 'A1@50 A254@50'],
    ['that lasts no time is over as it starts', [[0, [A(10, 10)]]], '0 -', 'A1@0 A3@10'],
    ['is answered once, however often it is read', [[0, [A(10, 50)]], [5, [A(10, 50)]], [20, [A(10, 50)]], [70, [A(10, 50)]]], '0 - 10 A.x 50 -', 'A1@0 A2@10 A3@50'],
    ['goes on holding two things until both are over', [[0, [A(10, 50, { targets: ['x', 'y'] })]]], '0 - 10 A.x+A.y 50 -', 'A1@0 A2@10 A3@50'],
    ['that the device cannot follow is not followed', [[0, [A(10, 50, { rejection: 252 })]]], '0 -', 'A1@0 A252@0'],
    ['with a value out of range is not followed', [[0, [A(10, 50, { rejection: 253 })]]], '0 -', 'A1@0 A253@0'],
  ],
  'what is asked for': [
    ['nothing', [[0, [A(10, 50, { responseRequired: 0 })]]], '0 - 10 A.x 50 -', ''],
    ['a receipt only', [[0, [A(10, 50, { responseRequired: 1 })]]], '0 - 10 A.x 50 -', 'A1@0'],
    ['what becomes of it only', [[0, [A(10, 50, { responseRequired: 2 })]]], '0 - 10 A.x 50 -', 'A2@10 A3@50'],
    ['an answer of a person, of whom there is none', [[0, [A(10, 50, { responseRequired: 4 })]]], '0 - 10 A.x 50 -', ''],
    ['rejections count as what becomes of it', [[0, [A(10, 50, { responseRequired: 1, rejection: 253 })]]], '0 -', 'A1@0'],
  ],
  'primacy': [
    ['the lower takes over at its start', [[0, [A(0, 50, { primacy: 5 }), B(20, 80, { primacy: 1 })]]], '0 A.x 20 B.x 80 -', 'A1@0 A2@0 B1@0 A7@20 B2@20 B3@80'],
    ['a nested event of the lower ends the outer one for good', [[0, [A(0, 90, { primacy: 5 }), B(20, 40, { primacy: 1 })]]], '0 A.x 20 B.x 40 -', 'A1@0 A2@0 B1@0 A7@20 B2@20 B3@40'],
    ['a nested event of the higher never starts', [[0, [A(0, 90, { primacy: 1 }), B(20, 40, { primacy: 5 })]]], '0 A.x 90 -', 'A1@0 A2@0 B1@0 B7@20 A3@90'],
    ['what starts under a more important one never starts', [[0, [A(0, 50, { primacy: 1 }), B(20, 80, { primacy: 5 })]]], '0 A.x 50 -', 'A1@0 A2@0 B1@0 B7@20 A3@50'],
    ['goes before the time of creation', [[0, [A(0, 50, { primacy: 1, created: 1 }), B(0, 50, { primacy: 2, created: 9 })]]], '0 A.x 50 -', 'A1@0 A2@0 B1@0 B7@0 A3@50'],
    ['of three the middle one does not come back', [[0, [A(0, 90, { primacy: 5 }), B(10, 60, { primacy: 3 }), C(20, 30, { primacy: 1 })]]], '0 A.x 10 B.x 20 C.x 30 -', 'A1@0 A2@0 B1@0 C1@0 A7@10 B2@10 B7@20 C2@20 C3@30'],
  ],
  'equal primacy': [
    ['the one created later takes over', [[0, [A(0, 50, { created: 1 }), B(20, 80, { created: 2 })]]], '0 A.x 20 B.x 80 -', 'A1@0 A2@0 B1@0 A7@20 B2@20 B3@80'],
    ['the one created earlier does not', [[0, [A(0, 50, { created: 2 }), B(20, 80, { created: 1 })]]], '0 A.x 50 -', 'A1@0 A2@0 B1@0 B7@20 A3@50'],
    ['created together, the higher mRID', [[0, [A(0, 50), B(0, 50)]]], '0 B.x 50 -', 'A1@0 A7@0 B1@0 B2@0 B3@50'],
  ],
  'several things controlled': [
    ['independent ones do not supersede each other', [[0, [A(0, 50, { primacy: 5 }), B(20, 80, { primacy: 1, targets: ['y'] })]]], '0 A.x 20 A.x+B.y 50 B.y 80 -', 'A1@0 A2@0 B1@0 B2@20 A3@50 B3@80'],
    ['what is left of an event goes on to its end', [[0, [A(0, 50, { primacy: 5, targets: ['x', 'y'] }), B(20, 80, { primacy: 1 })]]], '0 A.x+A.y 20 A.y+B.x 50 B.x 80 -', 'A1@0 A2@0 B1@0 B2@20 A3@50 B3@80'],
    ['an event is superseded when all of it is', [[0, [A(0, 90, { primacy: 5, targets: ['x', 'y'] }), B(20, 80, { primacy: 1 }), C(40, 60, { primacy: 1, targets: ['y'] })]]], '0 A.x+A.y 20 A.y+B.x 40 B.x+C.y 60 B.x 80 -', 'A1@0 A2@0 B1@0 C1@0 B2@20 A7@40 C2@40 C3@60 B3@80'],
    ['one event may take over two', [[0, [A(0, 90, { primacy: 5 }), B(0, 90, { primacy: 5, targets: ['y'] }), C(40, 60, { primacy: 1, targets: ['x', 'y'] })]]], '0 A.x+B.y 40 C.x+C.y 60 -', 'A1@0 A2@0 B1@0 B2@0 C1@0 A7@40 B7@40 C2@40 C3@60'],
    ['what an event has lost does not come back when the other one is gone from the list', [[0, [A(0, 90, { primacy: 5, targets: ['x', 'y'] }), B(20, 40, { primacy: 1 })]], [50, [A(0, 90, { primacy: 5, targets: ['x', 'y'] })]]], '0 A.x+A.y 20 A.y+B.x 40 A.y 90 -', 'A1@0 A2@0 B1@0 B2@20 B3@40 A3@90'],
    ['one that may start in part does', [[0, [A(0, 50, { primacy: 1 }), B(20, 80, { primacy: 5, targets: ['x', 'y'] })]]], '0 A.x 20 A.x+B.y 50 B.y 80 -', 'A1@0 A2@0 B1@0 B2@20 A3@50 B3@80'],
  ],
  'cancellation': [
    ['ends an event at once', [[0, [A(10, 90)]], [40, [A(10, 90, { status: 'cancelled', statusAt: 38 })]]], '0 - 10 A.x 40 -', 'A1@0 A2@10 A6@40'],
    ['before the start keeps it from starting', [[0, [A(10, 90)]], [5, [A(10, 90, { status: 'cancelled', statusAt: 4 })]]], '0 -', 'A1@0 A6@5'],
    ['may be all that is read of an event', [[20, [A(10, 90, { status: 'cancelled', statusAt: 15 })]]], '20 -', 'A1@20 A6@20'],
    ['after the end comes too late', [[0, [A(10, 30)]], [40, [A(10, 30, { status: 'cancelled', statusAt: 35 })]]], '0 - 10 A.x 30 -', 'A1@0 A2@10 A3@30'],
    ['of the future holds at once', [[0, [A(10, 90)]], [40, [A(10, 90, { status: 'cancelled', statusAt: 70 })]]], '0 - 10 A.x 40 -', 'A1@0 A2@10 A6@40'],
    ['of the superseding event before it starts lets the other go on', [[0, [A(0, 90), B(50, 60, { primacy: 1 })]], [20, [A(0, 90), B(50, 60, { primacy: 1, status: 'cancelled', statusAt: 19 })]]], '0 A.x 90 -', 'A1@0 A2@0 B1@0 B6@20 A3@90'],
    ['of the superseding event while it runs does not bring the other back', [[0, [A(0, 90), B(50, 80, { primacy: 1 })]], [60, [A(0, 90), B(50, 80, { primacy: 1, status: 'cancelled', statusAt: 58 })]]], '0 A.x 50 B.x 60 -', 'A1@0 A2@0 B1@0 A7@50 B2@50 B6@60'],
    ['of the superseding event, gone from the list, does not bring the other back', [[0, [A(0, 90), B(50, 80, { primacy: 1 })]], [60, [A(0, 90)]]], '0 A.x 50 B.x 60 -', 'A1@0 A2@0 B1@0 A7@50 B2@50 B6@60'],
    ['is what the disappearance of an event means', [[0, [A(10, 90)]], [40, []]], '0 - 10 A.x 40 -', 'A1@0 A2@10 A6@40'],
    ['is not meant when an event that is over disappears', [[0, [A(10, 30)]], [40, []]], '0 - 10 A.x 30 -', 'A1@0 A2@10 A3@30'],
    ['is answered once when an event comes back', [[0, [A(10, 90)]], [40, []], [50, [A(10, 90)]]], '0 - 10 A.x 40 - 50 A.x 90 -', 'A1@0 A2@10 A6@40'],
  ],
  'superseded by the server': [
    ['an event ends at once and the new one starts', [[0, [A(0, 90), B(30, 90, { program: 'P3', created: 5 })]], [40, [A(0, 90, { status: 'superseded', statusAt: 30 }), B(30, 90, { created: 5 })]]], '0 A.x 30 B.x 90 -', 'A1@0 A2@0 B1@0 A7@30 B2@30 B3@90'],
    ['an event ends also when nothing else is known', [[0, [A(0, 90)]], [40, [A(0, 90, { status: 'superseded', statusAt: 30 })]]], '0 A.x 40 -', 'A1@0 A2@0 A7@40'],
    ['the server may flag what might be superseded, which changes nothing', [[0, [{ ...A(0, 90), event: { ...A(0, 90).event, EventStatus: { currentStatus: 1, dateTime: 0, potentiallySuperseded: true, potentiallySupersededTime: 0 } } }]]], '0 A.x 90 -', 'A1@0 A2@0 A3@90'],
  ],
  'changes and duplicates': [
    ['an event shortened while it runs ends sooner', [[0, [A(0, 90)]], [20, [A(0, 50)]]], '0 A.x 50 -', 'A1@0 A2@0 A3@50'],
    ['an event shortened into the past is over', [[0, [A(0, 90)]], [40, [A(0, 30)]]], '0 A.x 40 -', 'A1@0 A2@0 A3@40'],
    ['an event prolonged while it runs goes on', [[0, [A(0, 50)]], [20, [A(0, 90)]]], '0 A.x 90 -', 'A1@0 A2@0 A3@90'],
    ['an event put off while it runs pauses', [[0, [A(0, 50)]], [20, [A(30, 50)]]], '0 A.x 20 - 30 A.x 50 -', 'A1@0 A2@0 A3@50'],
    ['an event in two programs counts once, for the more important', [[0, [A(0, 50, { primacy: 5 }), A(0, 50, { primacy: 1 }), B(10, 60, { primacy: 2 })]]], '0 A.x 50 -', 'A1@0 A2@0 B1@0 B7@10 A3@50'],
    ['an event that is read later takes over what already runs', [[0, [A(0, 90)]], [40, [A(0, 90), B(30, 60, { primacy: 1 })]]], '0 A.x 40 B.x 60 -', 'A1@0 A2@0 A7@40 B1@40 B2@40 B3@60'],
  ],
}

describe.each(Object.entries(RULES))('%s', (_, cases) => {
  it.each(cases)('%s', (__, reads, held, responses) => {
    expect(follow(reads, 1000)).toEqual({ held, responses })
  })
})

describe('randomisation', () => {
  const traits = { randomizeStart: 60, randomizeDuration: -40 }
  const spanOf = (mRID: string, start: number, end: number, random = {}) =>
    effectiveSpan(event(mRID, start, end, random).event, LFDI)

  it('moves when an event holds', () => {
    const { start, end } = spanOf('A', 100, 400, traits)
    const { held, responses } = follow([[0, [A(100, 400, traits)]]], 1000)
    expect(held).toBe(`0 - ${start} A.x ${end} -`)
    expect(responses).toBe(`A1@0 A2@${start} A3@${end}`)
    expect(start).toBeGreaterThan(100)
  })

  it.each(['A', 'D', 'E', 'F', 'G', 'H'])(
    'leaves neither gap nor overlap between successive events (%s, then B)',
    (first) => {
      const [one, other] = [
        event(first, 100, 300, { randomizeStart: 50, randomizeDuration: 90 }),
        event('B', 300, 500, { randomizeStart: 80, created: -1 }),
      ]
      const start = spanOf(first, 100, 300, { randomizeStart: 50 }).start
      const change = spanOf('B', 300, 500, { randomizeStart: 80 }).start
      const { held, responses } = follow([[0, [one, other]]], 1000)
      expect(held).toBe(`0 - ${start} ${first}.x ${change} B.x ${change + 200} -`)
      expect(responses).toContain(`${first}3@${change}`)
    },
  )

  it('does not let an event run into a later one that would not take over from it', () => {
    const early = event('A', 100, 300, { randomizeDuration: 3000, primacy: 1 })
    expect(spanOf('A', 100, 300, { randomizeDuration: 3000 }).end).toBeGreaterThan(310)
    expect(follow([[0, [early, B(310, 400, { primacy: 5 })]]], 1000).held).toBe('0 - 100 A.x 310 B.x 400 -')
  })

  it('spreads the end of a cancelled event', () => {
    const random = { randomizeStart: -200, randomizeDuration: 10 }
    const { start } = spanOf('A', 300, 900, random)
    const cancelled = A(300, 900, { ...random, status: 'cancelledWithRandomization', statusAt: 400 })
    const end = 400 + cancellationDelay(cancelled.event, LFDI)
    const { held, responses } = follow(
      [
        [0, [A(300, 900, random)]],
        [400, [cancelled]],
      ],
      1000,
    )
    expect(held).toBe(`0 - ${start} A.x ${end} -`)
    expect(responses).toBe(`A1@0 A2@${start} A6@${end}`)
    expect(end).toBeGreaterThan(400)
  })

  it('does not start a cancelled event for the sake of a gentle end', () => {
    const random = { randomizeDuration: 3600 }
    const cancelled = A(300, 900, { ...random, status: 'cancelledWithRandomization', statusAt: 250 })
    expect(250 + cancellationDelay(cancelled.event, LFDI)).toBeGreaterThan(300)
    expect(
      follow(
        [
          [0, [A(300, 900, random)]],
          [260, [cancelled]],
        ],
        1000,
      ),
    ).toEqual({
      held: '0 -',
      responses: 'A1@0 A6@260',
    })
  })

  it('does not hold up an event by which the server has replaced a running one', () => {
    const replaced = A(0, 900, { status: 'superseded', statusAt: 100 })
    const replacing = B(100, 500, { created: 1, randomizeStart: 200 })
    const { end } = spanOf('B', 100, 500, { randomizeStart: 200 })
    expect(
      follow(
        [
          [50, [A(0, 900)]],
          [100, [replaced, replacing]],
        ],
        1000,
      ).held,
    ).toBe(`50 A.x 100 B.x ${end} -`)
  })

  it('holds up as ever what has replaced nothing', () => {
    const replaced = A(0, 900, { status: 'superseded', statusAt: 100, created: 5 })
    const older = B(50, 500, { created: 1, randomizeStart: 200 })
    const foreign = event('C', 50, 500, { created: 9, randomizeStart: 200, program: 'Q', targets: ['x'] })
    for (const other of [older, foreign]) {
      const { start, end } = effectiveSpan(other.event, LFDI)
      expect(start).toBeGreaterThan(100)
      expect(follow([[100, [replaced, other]]], 1000).held).toBe(`100 - ${start} ${other.content}.x ${end} -`)
    }
  })

  it('holds it up where the replaced one might not have started yet', () => {
    const random = { randomizeStart: 200 }
    const replaced = A(0, 900, { ...random, status: 'superseded', statusAt: 100 })
    const { start, end } = spanOf('B', 100, 500, random)
    const replacing = B(100, 500, { ...random, created: 1 })
    expect(follow([[100, [replaced, replacing]]], 1000).held).toBe(`100 - ${start} B.x ${end} -`)
  })
})

describe('EventSchedule', () => {
  it('says everything that came about while nobody looked, with its time', () => {
    const followed = schedule()
    followed.read([A(10, 50), B(30, 60, { primacy: 1 })], 0)
    const { responses, inEffect, wakeAt } = followed.advance(500)
    expect(responses.map(({ response: { value } }) => [value.subject, value.status, value.createdDateTime])).toEqual([
      ['A', RESPONSE_STATUS.received, 0],
      ['B', RESPONSE_STATUS.received, 0],
      ['A', RESPONSE_STATUS.started, 10],
      ['A', RESPONSE_STATUS.superseded, 30],
      ['B', RESPONSE_STATUS.started, 30],
      ['B', RESPONSE_STATUS.completed, 60],
    ])
    expect(inEffect.size).toBe(0)
    expect(wakeAt).toBeNull()
  })

  it('follows a clock that is set back or forward', () => {
    const followed = schedule()
    followed.read([A(100, 200)], 0)
    expect(followed.advance(150).inEffect.get('x')?.content).toBe('A')
    const back = followed.advance(50)
    expect(back.inEffect.size).toBe(0)
    expect(back.wakeAt).toBe(100)
    expect(followed.advance(250).responses).toHaveLength(1)
    expect(followed.advance(150)).toMatchObject({ responses: [], wakeAt: 200 })
  })

  it('goes on after a restart, from a snapshot that was kept as JSON', () => {
    const before = schedule()
    before.read([A(10, 50)], 0)
    before.advance(20)
    const followed = JSON.parse(JSON.stringify(before.snapshot()))
    expect(follow([[30, [A(10, 50)]]], 100, schedule({ followed }))).toEqual({
      held: '30 A.x 50 -',
      responses: 'A3@50',
    })
  })

  it('ends after a restart what ended meanwhile', () => {
    const given = [
      { subject: 'A', status: RESPONSE_STATUS.received },
      { subject: 'A', status: RESPONSE_STATUS.started },
      { subject: 'B', status: RESPONSE_STATUS.cancelled },
    ]
    const events = [A(10, 50), B(0, 90, { targets: ['y'] }), C(10, 50, { targets: ['z'] })]
    expect(follow([[60, events]], 100, schedule({ given })).responses).toBe('A3@60 C1@60 C254@60')
  })

  it('does not take up after a restart what was superseded, though nothing shows it any more', () => {
    const before = schedule()
    before.read(
      [A(0, 90, { primacy: 5, targets: ['x', 'y'] }), B(20, 40, { primacy: 1 }), C(0, 90, { targets: ['z'] })],
      0,
    )
    before.advance(50)
    const events = [A(0, 90, { primacy: 5, targets: ['x', 'y'] }), C(0, 90, { targets: ['z'] })]
    const followed = JSON.parse(JSON.stringify(before.snapshot()))
    expect(follow([[50, events]], 100, schedule({ followed })).held).toBe('50 A.y+C.z 90 -')
    const given = [{ subject: 'C', status: RESPONSE_STATUS.superseded }]
    expect(follow([[50, events]], 100, schedule({ given })).held).toBe('50 A.x+A.y 90 -')
  })

  it('cancels after a restart what disappeared meanwhile', () => {
    const before = schedule()
    before.read([A(10, 50)], 0)
    before.advance(20)
    expect(follow([[30, []]], 100, schedule({ followed: before.snapshot() })).responses).toBe('A6@30')
  })

  it('forgets events that are long gone', () => {
    const followed = schedule()
    followed.read([A(10, 50)], 0)
    followed.read([], 100)
    followed.read([], 80_000)
    expect(followed.snapshot()).toHaveLength(1)
    followed.read([], 100_000)
    expect(followed.snapshot()).toEqual([])
  })

  it('gives responses that can be written as they are', () => {
    const mRID = '0FB7B1C400000000000000000000917C'
    const followed = schedule()
    followed.read([event(mRID, 10, 50)], 0)
    const [{ replyTo, response }] = followed.advance(0).responses
    expect(replyTo).toBe('/rsps/1/rsp')
    expect(response.kind).toBe('DERControlResponse')
    expect(writeDocument(derControlResponse, response.value)).toContain(`<subject>${mRID}</subject>`)
  })

  it('has nobody to answer without an address', () => {
    const { event: fields, ...rest } = A(0, 50)
    const followed = schedule()
    followed.read([{ ...rest, event: { ...fields, replyTo: undefined } }], 0)
    expect(followed.advance(10).responses).toEqual([])
  })

  it('shows messages without saying so, and answers only what concerns messages', () => {
    const messages = schedule({ responseKind: 'TextResponse' })
    const both = [A(0, 50, { targets: ['A'] }), B(10, 90, { targets: ['B'] })]
    expect(
      follow(
        [
          [0, both],
          [70, []],
        ],
        100,
        messages,
      ),
    ).toEqual({
      held: '0 A.A 10 A.A+B.B 50 B.B 70 -',
      responses: 'A1@0 B1@0 B6@70',
    })
  })
})
