import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { ActionJournal } from '../../journal/action-journal.ts'
import { FACTS, TOKEN, testApi, testContext } from '../api.fixture.ts'
import { RecordedRun } from '../recorded/recorded-run.ts'

const headers = { authorization: `Bearer ${TOKEN}` }

it('are told page by page, the newest first, to whoever has the token', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'actions-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const outputFile = join(folder, 'r.jsonl')
  const recorded = new RecordedRun({ outputFile }, FACTS.run, { timeSeries: null, relations: null })
  const app = await testApi({ context: { ...testContext(), recorded } })
  const ask = async (query = '') => app.inject({ url: `/api/v1/control/actions${query}`, headers })
  expect((await ask()).json()).toEqual({ items: [], next: null })
  const journal = new ActionJournal(outputFile)
  for (let n = 1; n <= 5; n++) {
    await journal.append({
      timestamp: `2026-11-23T09:00:0${n}Z`,
      simulated_time: '2025-01-01T00:00:00Z',
      action: 'step',
      request: { ticks: n },
      origin: { source: 'api', address: '127.0.0.1' },
      outcome: 'done',
      reason: null,
    })
  }
  await journal.close()
  const seen: unknown[] = []
  let next: string | null = null
  do {
    const page: { items: { request: { ticks: number } }[]; next: string | null } = (
      await ask(`?limit=2${next === null ? '' : `&after=${next}`}`)
    ).json()
    seen.push(...page.items.map(({ request }) => request.ticks))
    next = page.next
  } while (next !== null)
  expect(seen).toEqual([5, 4, 3, 2, 1])
  expect((await app.inject({ url: '/api/v1/control/actions' })).statusCode).toBe(401)
  // A place in another list is none in this one.
  const foreign = Buffer.from(JSON.stringify([0, 'AMI_METER_001'])).toString('base64url')
  expect((await ask(`?after=${foreign}`)).json()).toMatchObject({ status: 400, errors: [{ field: 'after' }] })
})
