import { beforeEach, describe, expect, it } from 'vitest'
import { timeTariffIntervalList } from '../../model/pricing.ts'
import { readDocument } from '../../xml/read-document.ts'
import { createProgram, entriesOf, programServer } from '../programs.fixture.ts'
import { LFDI_A, type TestUtility } from '../utility.fixture.ts'
import { TariffPublisher, type TariffPublisherOptions } from './tariff-publisher.ts'

const HOUR = 3600
const DAY = 24 * HOUR
const BANGKOK = 7 * HOUR
const isPeak = (second: number) => (second + BANGKOK) % DAY >= 9 * HOUR && (second + BANGKOK) % DAY < 22 * HOUR

let server: TestUtility
let notices: string[]
let asked: string[]

beforeEach(() => {
  server = programServer()
  notices = []
  asked = []
})

function publisher(changes: Partial<TariffPublisherOptions> = {}): TariffPublisher {
  return new TariffPublisher({
    tariff: {
      at: (second) => ({ purchase: isPeak(second) ? 5_100_000 : 2_600_000, feedIn: 2_200_000 }),
      slotStart: (second) => second - (second % 900),
      slotSeconds: 900,
    },
    currency: 'THB',
    rateCode: 'TOU',
    operate: (name, input) => {
      asked.push(name)
      return Promise.resolve(server.operate(name, input))
    },
    onNotice: (text) => notices.push(text),
    ...changes,
  })
}

const programs = () => entriesOf(server.operate('programs.list', {}))
/** How many purchase prices there are, and until when they go [h from now]. */
function ahead(): [count: number, until: number] {
  const { text } = server.send(LFDI_A, 'GET', '/tp/1/rc/1/tti?l=255')
  const { TimeTariffInterval } = readDocument(text, [timeTariffIntervalList]).value
  const ends = TimeTariffInterval.map(({ interval: { start, duration } }) => (start + duration - server.now) / HOUR)
  return [ends.length, Math.max(...ends)]
}

describe('the tariff of a run', () => {
  it('is published for two days, and again when a day is left', async () => {
    const kept = publisher()
    await kept.keep(server.now)
    expect(asked).toEqual(['programs.list', 'programs.create', 'tariffs.publish'])
    expect(ahead()).toEqual([4, 48])
    server.now += DAY - 1
    await kept.keep(server.now)
    expect(asked).toHaveLength(3)
    server.now += 1
    await kept.keep(server.now)
    expect(asked.slice(3)).toEqual(['programs.list', 'tariffs.publish'])
    expect(ahead()[1]).toBe(48)
    expect(notices).toEqual([])
  })

  it('finds its program again, and leaves those of operators alone', async () => {
    createProgram(server, 'pricing')
    await publisher().keep(server.now)
    await publisher().keep(server.now + 60)
    expect(programs()).toHaveLength(2)
    expect(programs()[1]).toMatchObject({ program: '/tp/2', primacy: 191, assignedTo: 'all', events: 0 })
  })

  it('comes back when somebody has deleted it', async () => {
    const kept = publisher()
    await kept.keep(server.now)
    server.operate('programs.delete', { program: '/tp/1' })
    server.now += DAY
    await kept.keep(server.now)
    expect(programs()).toMatchObject([{ program: '/tp/2' }])
  })

  it('is published anew when time is set back', async () => {
    const kept = publisher()
    await kept.keep(server.now)
    server.now -= 10 * DAY
    await kept.keep(server.now)
    expect(asked.filter((name) => name === 'tariffs.publish')).toHaveLength(2)
  })

  it('is tried again after a failure, which is said once', async () => {
    let isBroken = true
    const kept = publisher({
      operate: (name, input) =>
        isBroken ? Promise.reject(new Error('no disk')) : Promise.resolve(server.operate(name, input)),
    })
    await kept.keep(server.now)
    await kept.keep(server.now + 1)
    await kept.keep(server.now + 900)
    isBroken = false
    server.now += 1800
    await kept.keep(server.now)
    expect(notices).toEqual(['The tariff was not published: no disk'])
    expect(programs()).toHaveLength(1)
  })
})
