import { describe, expect, it } from 'vitest'
import type { Moment } from './alert-book.ts'
import { CampusJudge } from './campus-judge.ts'
import { BATTERY, CAMPUS, reading, START_MS } from './judged.fixture.ts'
import type { JudgedSlot } from './judged-campus.ts'
import type { JudgedSink } from './program-rules.ts'

const judgeOf = (): CampusJudge => new CampusJudge(CAMPUS, [BATTERY])

/** Seconds of both clocks. */
const at = (second: number): Moment => ({ heldMs: second * 1000, campusMs: START_MS + second * 1000 })

const changesOf = (judge: CampusJudge): string[] =>
  judge
    .takeChanges()
    .map(
      ({ alert, endMs }) =>
        `${alert.rule} of ${alert.subject}, ${alert.severity}, ${endMs === null ? 'begins' : 'ends'}`,
    )

describe('prices', () => {
  it.each([
    [2.2, 2.2, []],
    [2.1, 2.2, ['negative_spread of Campus, warning, begins']],
  ])('of the grid: charges %f, pays %f', (grid_purchase_rate, grid_feed_in_rate, changes) => {
    const judge = judgeOf()
    judge.takeReading(reading(1, BATTERY, { grid_purchase_rate, grid_feed_in_rate }))
    expect(changesOf(judge)).toEqual(changes)
  })

  it.each([
    [null, 0],
    [2.2, 0],
    [4.2, 0],
    [2.19, 1],
    [4.21, 1],
  ])('of a slot: %f', (price, alerts) => {
    const judge = judgeOf()
    judge.takeSlot(slot(price))
    expect(changesOf(judge)).toHaveLength(alerts)
  })

  it('are right again with a slot that has one', () => {
    const judge = judgeOf()
    for (const price of [9, null, 3]) judge.takeSlot(slot(price))
    expect(changesOf(judge)).toEqual([
      'price_out_of_bounds of Campus, warning, begins',
      'price_out_of_bounds of Campus, warning, ends',
    ])
  })

  function slot(price: number | null): JudgedSlot {
    return {
      timestamp: '2025-03-10T00:15:00Z',
      slot_start: '2025-03-10T00:00:00Z',
      price,
      grid_feed_in_rate: 2.2,
      grid_purchase_rate: 4.2,
    }
  }
})

describe('a destination', () => {
  const sink = (changes: Partial<JudgedSink>): JudgedSink[] => [
    { name: 'kafka', state: 'delivering', behindBytes: 0, lastError: null, ...changes },
  ]

  it('may fail for a moment, and is not well for a moment only', () => {
    const judge = judgeOf()
    judge.takeSinks(sink({ state: 'retrying' }), at(0))
    judge.takeSinks(sink({}), at(29))
    judge.takeSinks(sink({ state: 'suspended' }), at(30))
    judge.takeSinks(sink({ state: 'suspended', lastError: 'refused' }), at(60))
    judge.takeSinks(sink({}), at(70))
    judge.takeSinks(sink({ state: 'retrying' }), at(90))
    judge.takeSinks(sink({}), at(100))
    expect(changesOf(judge)).toEqual(['sink_failed of kafka, warning, begins'])
    judge.takeSinks(sink({}), at(130))
    expect(changesOf(judge)).toEqual(['sink_failed of kafka, warning, ends'])
  })

  it('that is given up is told at once', () => {
    const judge = judgeOf()
    judge.takeSinks(sink({ state: 'failed' }), at(0))
    expect(changesOf(judge)).toEqual(['sink_failed of kafka, critical, begins'])
  })

  it('may be far behind for a while', () => {
    const judge = judgeOf()
    for (const second of [0, 299]) judge.takeSinks(sink({ behindBytes: 1e9 }), at(second))
    expect(changesOf(judge)).toEqual([])
    for (const bytes of [1e9, 5e7, 1e7]) judge.takeSinks(sink({ behindBytes: bytes }), at(300))
    expect(changesOf(judge)).toEqual(['sink_lagging of kafka, warning, begins', 'sink_lagging of kafka, warning, ends'])
  })

  it('that is not there any more is no matter', () => {
    const judge = judgeOf()
    judge.takeSinks(sink({ state: 'failed' }), at(0))
    judge.takeSinks([], at(1))
    expect(changesOf(judge)).toEqual(['sink_failed of kafka, critical, begins', 'sink_failed of kafka, critical, ends'])
  })
})

it('the disk is low below 1 GiB until there is a quarter more', () => {
  const judge = judgeOf()
  for (const gib of [1, 0.999, 1.2, 0.9, 1.26]) judge.takeDisk(gib * 1024 ** 3, at(0))
  expect(changesOf(judge)).toEqual(['disk_low of Campus, critical, begins', 'disk_low of Campus, critical, ends'])
})

it('ticks are late when more than a few of a minute are', () => {
  const judge = judgeOf()
  const late = [0, 2, 5, 6, 6]
  for (const [minute, lateTicks] of late.entries()) judge.takeTicks({ ticks: 20 * minute, lateTicks }, at(60 * minute))
  expect(changesOf(judge)).toEqual(['late_ticks of Campus, warning, begins', 'late_ticks of Campus, warning, ends'])
})
