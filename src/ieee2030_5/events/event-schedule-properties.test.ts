import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RESPONSE_STATUS } from '../model/response.ts'
import type { DueResponse } from './due-response.ts'
import { type EventTraits, event, heldText, LFDI, responsesText, schedule } from './event.fixture.ts'
import { eventCourses } from './event-course.ts'
import { planEvent } from './event-plan.ts'
import type { ProgramEvent } from './program-event.ts'

type Events = readonly ProgramEvent<string>[]

const NAMES = ['A', 'B', 'C', 'D', 'E', 'F'] as const
/** Everything is over by then, however it is randomised. */
const FAR = 1000

const traits = fc.record({
  primacy: fc.integer({ min: 1, max: 3 }),
  created: fc.nat(3),
  targets: fc.subarray(['x', 'y', 'z'], { minLength: 1 }),
  status: fc.constantFrom('scheduled', 'active', 'active', 'cancelled', 'cancelledWithRandomization', 'superseded'),
  // Never in the future: what is read is known from time 0 on.
  statusAt: fc.integer({ min: -50, max: 0 }),
  randomizeStart: fc.integer({ min: -30, max: 30 }),
  randomizeDuration: fc.integer({ min: -30, max: 30 }),
  rejection: fc.constantFrom(null, null, null, null, RESPONSE_STATUS.rejectedInvalid),
}) satisfies fc.Arbitrary<EventTraits>

/** Times on a coarse grid, so that events often touch, coincide and follow on each other. */
const grid = (max: number) => fc.nat(max).map((step) => 10 * step)

const someEvents: fc.Arbitrary<Events> = fc
  .subarray([...NAMES])
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc
          .record({ start: grid(10), duration: grid(6), traits })
          .map(({ start, duration, traits: its }) => event(name, start, start + duration, its)),
      ),
    ),
  )

const times = fc
  .uniqueArray(fc.integer({ min: 1, max: 300 }), { maxLength: 12 })
  .map((all) => all.sort((a, b) => a - b))

/** What a device answers that reads the same again and again, and looks also in between. */
function answers(events: Events, polls: readonly number[], looks: readonly number[]): string {
  const followed = schedule()
  const responses: DueResponse[] = []
  followed.read(events, 0)
  for (const at of [...new Set([...polls, ...looks, FAR])].sort((a, b) => a - b)) {
    if (polls.includes(at)) followed.read(events, at)
    responses.push(...followed.advance(at).responses)
  }
  return responsesText(responses)
}

function heldAt(events: Events, at: number, reads: readonly number[]): string {
  const followed = schedule()
  for (const readAt of [...reads.filter((time) => time < at), at]) {
    followed.read(events, readAt)
  }
  return heldText(followed.advance(at).inEffect)
}

const UNMOVED = {
  randomizeStart: 0,
  randomizeDuration: 0,
  EventStatus: { currentStatus: 1, dateTime: 0, potentiallySuperseded: false },
}
const GRID_TIMES = Array.from({ length: 18 }, (_, step) => 10 * step)

/** Who holds what, without randomness and cancellations: at each step anew, of what holds and what starts. */
function watch(events: Events): string[] {
  const holders = new Map<string, ProgramEvent<string>>()
  return GRID_TIMES.map((now) => {
    for (const target of ['x', 'y', 'z']) {
      const holder = holders.get(target)
      const rivals = events.filter(({ event: { interval }, targets, rejection }) => {
        const isNew = interval.start === now && interval.duration > 0
        return isNew && rejection === null && targets.includes(target)
      })
      if (holder !== undefined && now < holder.event.interval.start + holder.event.interval.duration)
        rivals.push(holder)
      holders.delete(target)
      const [best] = rivals.sort(
        (a, b) =>
          a.primacy - b.primacy ||
          b.event.creationTime - a.event.creationTime ||
          b.event.mRID.localeCompare(a.event.mRID),
      )
      if (best !== undefined) holders.set(target, best)
    }
    return heldText(holders)
  })
}

describe('EventSchedule', () => {
  it('never gives the same thing to two events, nor to one that does not control it or is not on', () => {
    fc.assert(
      fc.property(someEvents, (events) => {
        const plans = events.map((source) => planEvent(source, LFDI, 0))
        const courses = eventCourses(plans)
        for (const target of ['x', 'y', 'z']) {
          const tenures = courses.flatMap(({ tenures: its }) => its.get(target) ?? []).filter((t) => t.from < t.until)
          const ordered = tenures.sort((a, b) => a.from - b.from)
          for (const [index, { plan, until }] of ordered.entries()) {
            expect(plan.source.targets).toContain(target)
            expect(plan.source.rejection).toBeNull()
            expect(until).toBeLessThanOrEqual(ordered[index + 1]?.from ?? Number.POSITIVE_INFINITY)
          }
        }
      }),
    )
  })

  it('decides as somebody would who watches step by step', () => {
    fc.assert(
      fc.property(someEvents, (events) => {
        const plain = events.map((source) => ({ ...source, event: { ...source.event, ...UNMOVED } }))
        const followed = schedule()
        followed.read(plain, 0)
        expect(GRID_TIMES.map((at) => heldText(followed.advance(at).inEffect))).toEqual(watch(plain))
      }),
    )
  })

  it('ends every event that wants to know in exactly one way, and says each thing once and in order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(someEvents, fc.integer({ min: 1, max: 60 })), { maxLength: 5 }), (readings) => {
        const followed = schedule()
        const responses: DueResponse[] = []
        let at = 0
        // Between readings events appear, disappear, change and are cancelled at will.
        for (const [events, pause] of readings) {
          followed.read(events, at)
          responses.push(...followed.advance(at).responses)
          at += pause
        }
        followed.read(readings.at(-1)?.[0] ?? [], at)
        responses.push(...followed.advance(FAR).responses)
        const seen = new Set(readings.flatMap(([events]) => events.map((one) => one.event.mRID)))
        for (const mRID of seen) {
          const its = responses.map(({ response }) => response.value).filter(({ subject }) => subject === mRID)
          const statuses = its.map(({ status }) => status)
          expect(statuses[0]).toBe(RESPONSE_STATUS.received)
          expect(statuses).toEqual([...new Set(statuses)])
          const ends = statuses.filter(
            (status) => status !== RESPONSE_STATUS.received && status !== RESPONSE_STATUS.started,
          )
          expect(ends).toEqual([statuses.at(-1)])
          const created = its.map(({ createdDateTime = Number.NaN }) => createdDateTime)
          expect(created).toEqual([...created].sort((a, b) => a - b))
        }
      }),
    )
  })

  it('decides alike however often and in what order the same is read', () => {
    const shuffled = someEvents.chain((events) =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray([...events], { minLength: events.length })),
    )
    fc.assert(
      fc.property(shuffled, fc.nat(200), times, ([events, others], at, reads) => {
        expect(heldAt(others, at, reads)).toBe(heldAt(events, at, []))
      }),
    )
  })

  it('answers alike however often the same is read and whenever it is looked at', () => {
    fc.assert(
      fc.property(someEvents, times, times, (events, polls, looks) => {
        expect(answers(events, polls, looks)).toBe(answers(events, [], []))
      }),
    )
  })

  it('goes on after a restart as if there had been none', () => {
    fc.assert(
      fc.property(someEvents, times, (events, restarts) => {
        const responses: DueResponse[] = []
        let followed = schedule()
        followed.read(events, 0)
        for (const at of restarts) {
          const before = followed.advance(at)
          responses.push(...before.responses)
          followed = schedule({ followed: JSON.parse(JSON.stringify(followed.snapshot())) })
          followed.read(events, at)
          const after = followed.advance(at)
          expect(heldText(after.inEffect)).toBe(heldText(before.inEffect))
          expect(after.responses).toEqual([])
          expect(after.wakeAt).toBe(before.wakeAt)
        }
        responses.push(...followed.advance(FAR).responses)
        expect(responsesText(responses)).toBe(answers(events, [], []))
      }),
    )
  })

  it('goes on after a restart also where the server changes what it says', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(someEvents, fc.integer({ min: 1, max: 60 })), { maxLength: 5 }), (readings) => {
        const lasting = schedule()
        let restarted = schedule()
        let at = 0
        for (const [events, pause] of readings) {
          restarted = schedule({ followed: JSON.parse(JSON.stringify(restarted.snapshot())) })
          for (const followed of [lasting, restarted]) followed.read(events, at)
          at += pause
          const [one, other] = [lasting.advance(at), restarted.advance(at)]
          expect(heldText(other.inEffect)).toBe(heldText(one.inEffect))
          expect(responsesText(other.responses)).toBe(responsesText(one.responses))
        }
      }),
    )
  })

  it('changes nothing before the time at which it wants to be woken', () => {
    fc.assert(
      fc.property(someEvents, fc.nat(200), (events, at) => {
        const followed = schedule()
        followed.read(events, 0)
        const { inEffect, wakeAt } = followed.advance(at)
        const last = followed.advance((wakeAt ?? FAR) - 1)
        expect(heldText(last.inEffect)).toBe(heldText(inEffect))
        expect(last.responses).toEqual([])
      }),
    )
  })
})
