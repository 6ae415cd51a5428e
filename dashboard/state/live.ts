/** @module What the page knows of the campus as it is now, kept up to date by the event stream. */

import type { ApiFailure } from '../api/api-failure.ts'
import { asFailure } from '../api/api-failure.ts'
import type { Campus, CampusNow, CertificateEvent, Market, Status, Trade, Weather } from '../api/api-types.ts'
import { followEvents, type ReceivedEvent } from '../api/event-source.ts'
import { apiAddress, ask } from '../api/request.ts'
import { askForAlerts, takeAlert } from './alerts.ts'
import { Store } from './store.ts'

export type Connection = 'connecting' | 'open' | 'lost'

export interface Live {
  readonly connection: Connection
  /** Since when it is so [ms of this machine's clock]. */
  readonly connectionSince: number
  /** Whether the simulator has asked for its token. */
  readonly needsToken: boolean
  readonly campus: Campus | null
  readonly status: Status | null
  readonly weather: Weather | null
  readonly market: Market | null
  readonly now: CampusNow | null
  readonly tick: number
  /** When the last tick came [ms of this machine's clock]. */
  readonly tickedAt: number
  /** When the pace was changed last [ms of this machine's clock]. */
  readonly pacedAt: number
  /** Market slots seen to close, so that what is made of slots is asked for again. */
  readonly slots: number
  /** The newest first. */
  readonly trades: readonly Trade[]
  readonly certificates: readonly CertificateEvent[]
}

export const live = new Store<Live>({
  connection: 'connecting',
  connectionSince: Date.now(),
  needsToken: false,
  campus: null,
  status: null,
  weather: null,
  market: null,
  now: null,
  tick: 0,
  tickedAt: 0,
  pacedAt: 0,
  slots: 0,
  trades: [],
  certificates: [],
})

/** What the stream does not tell is asked for so often [ms]. */
const FACTS_MS = 5_000
const MOST_LATEST = 30
/** In which what comes is gathered before it is shown [ms]. */
const LATEST_MS = 100

interface TickData {
  readonly tick: number
  readonly state: Status['state']
  readonly late_ticks: number
  readonly campus: CampusNow
}

/** Begins to follow the campus; it never ends while the page is open. */
export function followCampus(): () => void {
  const end = followEvents(apiAddress('stream'), {
    onOpen() {
      connected('open')
      void askForFacts()
      void askForLatest()
    },
    onEvent: take,
    onSign: () => undefined,
    onLost: lost,
  })
  const timer = setInterval(() => {
    if (live.value.connection === 'open' && !document.hidden) void askForFacts()
  }, FACTS_MS)
  return () => {
    end()
    clearInterval(timer)
  }
}

function connected(connection: Connection): void {
  live.change((value) => ({
    ...value,
    needsToken: false,
    connection,
    connectionSince: value.connection === connection ? value.connectionSince : Date.now(),
  }))
}

function lost(failure: ApiFailure): void {
  const needsToken = failure.status === 401
  live.change((value) => ({
    ...value,
    needsToken,
    connection: 'lost',
    connectionSince: value.connection === 'lost' ? value.connectionSince : Date.now(),
  }))
}

function take({ name, data }: ReceivedEvent): void {
  switch (name) {
    case 'tick': {
      const { tick, state, late_ticks, campus } = JSON.parse(data) as TickData
      live.change((value) => ({
        ...value,
        now: campus,
        tick,
        tickedAt: Date.now(),
        status: value.status === null ? null : { ...value.status, state, tick, late_ticks, time: campus.time },
      }))
      return
    }
    case 'run': {
      const { paused, speed } = JSON.parse(data) as Pick<Status, 'paused' | 'speed'>
      live.change((value) => ({
        ...value,
        pacedAt: Date.now(),
        status: value.status === null ? null : { ...value.status, paused, speed },
      }))
      return
    }
    case 'market':
      live.change((value) => ({ ...value, slots: value.slots + 1 }))
      return
    case 'trade':
      addLatest({ trade: data })
      return
    case 'certificate':
      addLatest({ certificate: data })
      return
    case 'alert':
      takeAlert(data)
      return
    case 'gap':
      void askForLatest()
      return
    default:
  }
}

/** What has come in and is not shown yet, the newest last. */
const waiting = { trades: [] as string[], certificates: [] as string[] }

/** A slot of a large fleet brings thousands at once, of which nobody sees more than the last: they are shown together. */
function addLatest({ trade, certificate }: { readonly trade?: string; readonly certificate?: string }): void {
  if (waiting.trades.length + waiting.certificates.length === 0) setTimeout(showLatest, LATEST_MS)
  if (trade !== undefined) keepLast(waiting.trades, trade)
  if (certificate !== undefined) keepLast(waiting.certificates, certificate)
}

function keepLast(texts: string[], text: string): void {
  texts.push(text)
  if (texts.length > MOST_LATEST) texts.shift()
}

function showLatest(): void {
  const trades = waiting.trades.splice(0).map((text) => JSON.parse(text) as Trade)
  const certificates = waiting.certificates.splice(0).map((text) => JSON.parse(text) as CertificateEvent)
  live.change((value) => ({
    ...value,
    trades: [...trades.reverse(), ...value.trades].slice(0, MOST_LATEST),
    certificates: [...certificates.reverse(), ...value.certificates].slice(0, MOST_LATEST),
  }))
}

async function askForFacts(): Promise<void> {
  const [campus, status, weather, market] = await Promise.all([
    orNull<Campus>('campus'),
    orNull<Status>('status'),
    orNull<Weather>('weather'),
    orNull<Market>('market'),
  ])
  live.change((value) => ({
    ...value,
    campus: campus ?? value.campus,
    status: status ?? value.status,
    weather: weather ?? value.weather,
    market: market ?? value.market,
    now: value.now ?? campus?.now ?? null,
  }))
}

interface Items<Entry> {
  readonly items: readonly Entry[]
}

/** After a break, what the stream has not told. */
async function askForLatest(): Promise<void> {
  void askForAlerts()
  const [trades, certificates] = await Promise.all([
    orNull<Items<Trade>>('market/trades', { limit: MOST_LATEST }),
    orNull<Items<CertificateEvent>>('certificates', { limit: MOST_LATEST }),
  ])
  live.change((value) => ({
    ...value,
    slots: value.slots + 1,
    trades: trades?.items ?? value.trades,
    certificates: certificates?.items ?? value.certificates,
  }))
}

/** What cannot be had now is asked for again soon; the connection's own state tells what is wrong. */
async function orNull<Answer>(path: string, query = {}): Promise<Answer | null> {
  try {
    return await ask<Answer>(apiAddress(path, query))
  } catch (error) {
    if (asFailure(error).status === 401) lost(asFailure(error))
    return null
  }
}
