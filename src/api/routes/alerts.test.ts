import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { AlertRecord } from '../../monitoring/alerts/alert-record.ts'
import { silence } from '../alert.fixture.ts'
import { testApi, testContext } from '../api.fixture.ts'
import { RecordedRun } from '../recorded/recorded-run.ts'
import { publishAlerts } from '../stream/alert-events.ts'

/** A run with these alerts, of which the open ones were told. */
async function api(past: readonly AlertRecord[], open: readonly AlertRecord[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'alerts-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const starts = past.map((alert): AlertRecord => ({ ...alert, event: 'start', end: null }))
  const lines = [...starts, ...past, ...open].map((record) => `${JSON.stringify(record)}\n`)
  writeFileSync(join(folder, 'r.alerts.jsonl'), lines.join(''))
  const context = testContext()
  context.alerts.take(open, true)
  const places = { outputFile: join(folder, 'r.jsonl'), storeFolder: null, timescaleUrl: null, databaseUrl: null }
  const app = await testApi({ context: { ...context, recorded: RecordedRun.of(places, context.live.facts.run) } })
  const get = async (query: string) => {
    const { statusCode, body } = await app.inject(`/api/v1/alerts?${query}`)
    return { statusCode, ...(JSON.parse(body) as { items: AlertRecord[]; next: string | null; open_alerts: number }) }
  }
  return { app, get }
}

const ids = (items: readonly AlertRecord[]): string[] => items.map(({ alert_id }) => alert_id)

describe('alerts', () => {
  it('are none where nothing was found', async () => {
    const { app } = await api([])
    const { statusCode, body } = await app.inject('/api/v1/alerts')
    expect([statusCode, JSON.parse(body)]).toEqual([200, { items: [], next: null, open_alerts: 0, judged_until: null }])
  })

  it('are those that are open, and those that are over, the newest first', async () => {
    const past = [silence(0, 10), silence(20, 30)]
    const open = [silence(1, null, 'M2'), silence(40)]
    const { get } = await api(past, open)
    const newest = [...open.toReversed(), ...past.toReversed()]
    expect((await get('')).items).toEqual(newest)
    expect((await get('open=true')).items).toEqual(open.toReversed())
    expect((await get('open=false')).items).toEqual(past.toReversed())
    expect((await get('meter_id=M2')).items).toEqual([open[0]])
    expect((await get('severity=critical')).items).toEqual([])
    expect((await get('rule=no_data&subject=M1&open=true')).items).toEqual([open[1]])
    expect((await get('limit=1')).open_alerts).toBe(2)
  })

  it.each(['open=perhaps', 'severity=bad', 'rule=none', 'after=x', 'limit=0', 'meter_id=', 'colour=red'])(
    'are not told for %s',
    async (query) => {
      const { get } = await api([])
      expect((await get(query)).statusCode).toBe(400)
    },
  )

  it('come page by page, each once, whatever the size of a page', async () => {
    const past = Array.from({ length: 7 }, (_, i) => silence(i, i + 20))
    const open = Array.from({ length: 5 }, (_, i) => silence(i, null, `M${i + 2}`))
    const { get } = await api(past, open)
    const all = ids((await get('')).items)
    expect(all).toHaveLength(12)
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 13 }),
        fc.constantFrom('', '&open=true', '&open=false'),
        async (limit, only) => {
          const seen: string[] = []
          for (let after = ''; ; ) {
            const page = await get(`limit=${limit}${only}${after}`)
            seen.push(...ids(page.items))
            if (page.next === null) break
            after = `&after=${page.next}`
          }
          expect(seen).toEqual(only === '' ? all : only === '&open=true' ? all.slice(0, 5) : all.slice(5))
        },
      ),
      { numRuns: 30 },
    )
  })
})

describe('of alerts that are open', () => {
  it('health tells what is degraded and what to do, as long as they are', async () => {
    const context = testContext()
    const app = await testApi({ context })
    const health = async () => (await app.inject('/health')).json<{ status: string; components: object[] }>()
    const rests = (...record: Parameters<typeof silence>) => ({ ...silence(...record), rule: 'battery_fault' as const })
    context.alerts.take([rests(3), rests(1, null, 'M2')], true)
    const { status, components } = await health()
    expect(status).toBe('degraded')
    expect(components).toContainEqual(
      expect.objectContaining({
        component: 'batteries',
        status: 'degraded',
        last_error: 'M1: no message for 5 minutes. And 1 more.',
        fix: silence(3).action,
      }),
    )
    context.alerts.take([rests(3, 9), rests(1, 9, 'M2')], true)
    expect((await health()).status).toBe('ok')
  })

  it('metrics tell how many there are, and how many this process has raised', async () => {
    const context = testContext()
    const app = await testApi({ context })
    context.alerts.take([silence(1, null, 'M2')], false)
    context.alerts.take([silence(3)], true)
    const lines = (await app.inject('/metrics')).body.split('\n')
    expect(lines).toContain('gridtokenx_alerts_open{rule="no_data",severity="warning"} 2')
    expect(lines).toContain('gridtokenx_alerts_open{rule="disk_low",severity="critical"} 0')
    expect(lines).toContain('gridtokenx_alerts_raised_total{rule="no_data",severity="warning"} 1')
  })
})

it('the stream tells of an alert of a meter to whoever follows the meter', () => {
  const told: unknown[] = []
  const events = { publish: (...event: unknown[]) => void told.push(event) }
  const ofCampus: AlertRecord = { ...silence(1), subject_type: 'campus', subject: 'Campus' }
  publishAlerts(events, [silence(3), ofCampus])
  expect(told).toEqual([
    ['alert', JSON.stringify(silence(3)), ['M1']],
    ['alert', JSON.stringify(ofCampus), []],
  ])
})
