import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { EventStream } from './event-stream.ts'
import { JournalEvents } from './journal-events.ts'

interface Published {
  readonly topic: string
  readonly data: string
  readonly meterIds: readonly string[]
}

function followed() {
  const folder = mkdtempSync(join(tmpdir(), 'events-'))
  const published: Published[] = []
  class Recorder extends EventStream {
    override publish(...[topic, data, meterIds = []]: Parameters<EventStream['publish']>): void {
      published.push({ topic, data, meterIds })
    }
  }
  const stream = new Recorder('test')
  const journal = new JournalEvents(join(folder, 'r.jsonl'), stream)
  onTestFinished(async () => {
    stream.close()
    await journal.close()
    rmSync(folder, { recursive: true })
  })
  const path = (name: string): string => join(folder, `r.${name}.jsonl`)
  return { journal, published, path }
}

const TRADE = '{"timestamp":"2025-03-10T00:15:00Z","buyer_id":"A","seller_id":"B"}'
const SLOT = '{"timestamp":"2025-03-10T00:15:00Z","price":3}'

it('tells what is added, and not what was there before', async () => {
  const { journal, published, path } = followed()
  writeFileSync(path('trades'), `${TRADE}\n`)
  await journal.look()
  expect(published).toEqual([])
  appendFileSync(path('trades'), `${TRADE}\n${TRADE}\n`)
  writeFileSync(path('market_slots'), `${SLOT}\n`)
  await journal.look()
  expect(published).toEqual([
    { topic: 'market', data: SLOT, meterIds: [] },
    { topic: 'trade', data: TRADE, meterIds: ['A', 'B'] },
    { topic: 'trade', data: TRADE, meterIds: ['A', 'B'] },
  ])
  await journal.look()
  expect(published).toHaveLength(3)
})

it('waits for the end of a line', async () => {
  const { journal, published, path } = followed()
  writeFileSync(path('trades'), `${TRADE}\n${TRADE.slice(0, 20)}`)
  await journal.look()
  await journal.look()
  expect(published).toEqual([])
  appendFileSync(path('trades'), `${TRADE.slice(20)}\n`)
  await journal.look()
  expect(published).toHaveLength(1)
})
