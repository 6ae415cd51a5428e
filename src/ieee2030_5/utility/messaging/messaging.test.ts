import { beforeEach, describe, expect, it } from 'vitest'
import { endDeviceControlList } from '../../model/demand-response.ts'
import { EVENT_STATUS } from '../../model/event.ts'
import { messagingProgramList, textMessageList } from '../../model/messaging.ts'
import { createProgram, fieldOf, programServer } from '../programs.fixture.ts'
import { LFDI_A, NOW, type TestUtility } from '../utility.fixture.ts'

let server: TestUtility
beforeEach(() => {
  server = programServer()
})

describe('messages', () => {
  const write = (text: string, start: number, fields: object = {}) =>
    server.operate('messages.create', { program: '/msg/1', text, start: NOW + start, durationSeconds: 100, ...fields })

  beforeEach(() => {
    createProgram(server, 'messaging', 'all', 1, { locale: 'th-TH' })
  })

  it('are listed by start, the latest first', () => {
    write('now', 0)
    write('later', 50)
    const list = server.get(LFDI_A, '/msg/1/txt?l=9', textMessageList)
    expect(list.TextMessage.map(({ textMessage }) => textMessage)).toEqual(['later', 'now'])
  })

  it('stand beside each other: none supersedes another', () => {
    write('one', 0)
    write('two', 0)
    const { all, TextMessage } = server.get(LFDI_A, '/msg/1/acttxt?l=9', textMessageList)
    expect([all, TextMessage.map(({ EventStatus }) => EventStatus.currentStatus)]).toEqual([
      2,
      [EVENT_STATUS.active, EVENT_STATUS.active],
    ])
  })

  it.each([
    [{ text: '' }, 'text'],
    [{ text: 'a\u0000b' }, 'text'],
    [{ originator: 'x'.repeat(21) }, 'originator'],
    [{ priority: 'urgent' }, 'priority'],
    [{ program: '/msg/2' }, 'program'],
    [{ randomizeStartSeconds: 5 }, ''],
  ])('%j is refused', (fields, field) => {
    expect(() => write('text', 0, fields)).toThrow(expect.objectContaining({ field }))
  })

  it('have programs in the order of their mRIDs', () => {
    createProgram(server, 'messaging', 'all', 0, { locale: 'en' })
    createProgram(server, 'messaging', 'all', 9, { locale: 'en' })
    const mrids = server.get(LFDI_A, '/msg?l=9', messagingProgramList).MessagingProgram.map(({ mRID }) => mRID)
    expect(mrids).toEqual([...mrids].sort().reverse())
  })
})

describe('load controls', () => {
  it('supersede each other for the same kinds of device, and say so where only some are the same', () => {
    createProgram(server, 'demand_response')
    const give = (deviceCategories: string[]) => {
      const times = { program: '/dr/1', durationSeconds: 100, deviceCategories, control: { dutyCyclePercent: 50 } }
      return fieldOf(server.operate('load-controls.create', times), 'mrid')
    }
    const [both, same, one] = [give(['managedLoad', 'sauna']), give(['managedLoad', 'sauna']), give(['sauna'])]
    const { EndDeviceControl } = server.get(LFDI_A, '/dr/1/edc?l=9', endDeviceControlList)
    const statusOf = (mrid: string) => EndDeviceControl.find(({ mRID }) => mRID === mrid)?.EventStatus
    expect(statusOf(both)?.currentStatus).toBe(EVENT_STATUS.superseded)
    expect(statusOf(same)).toMatchObject({ currentStatus: EVENT_STATUS.active, potentiallySuperseded: true })
    expect(statusOf(one)).toMatchObject({ currentStatus: EVENT_STATUS.active, potentiallySuperseded: false })
  })

  it('cannot be overridden for longer than they last', () => {
    createProgram(server, 'demand_response')
    const control = { dutyCyclePercent: 50 }
    const times = { program: '/dr/1', durationSeconds: 100, deviceCategories: ['sauna'], overrideSeconds: 101, control }
    expect(() => server.operate('load-controls.create', times)).toThrow(
      'overrideSeconds = 101: expected at most the duration, 100',
    )
  })
})
