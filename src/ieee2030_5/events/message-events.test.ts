import { describe, expect, it } from 'vitest'
import { LFDI } from './event.fixture.ts'
import { EventSchedule } from './event-schedule.ts'
import { messageEvents } from './message-events.ts'

describe('messageEvents', () => {
  it('are all on display at once, however important', () => {
    const message = (mRID: string) => ({
      mRID,
      creationTime: 0,
      EventStatus: { currentStatus: 1, dateTime: 0, potentiallySuperseded: false },
      interval: { start: 0, duration: 60 },
      priority: 1,
      textMessage: `text of ${mRID}`,
    })
    const program = { mRID: 'P', primacy: 1, locale: 'en' }
    const events = messageEvents([{ program, messages: [message('A'), message('B')] }])
    const schedule = new EventSchedule({ lfdi: LFDI, responseKind: 'TextResponse' })
    schedule.read(events, 0)
    expect([...schedule.advance(0).inEffect.values()].map(({ event }) => event.mRID)).toEqual(['A', 'B'])
  })
})
