/** @module Whether what is shown is of now. */

import { useEffect, useState } from 'preact/hooks'
import { type Live, live } from './live.ts'
import { useStore } from './store.ts'

export type Freshness = 'connecting' | 'token' | 'nothing yet' | 'fresh' | 'stale' | 'lost'

/** A tick may be late by so many of its own lengths, and by so long in any case [ms]. */
const LATE_TICKS = 3
const LATE_MS = 5_000
const LOOK_MS = 1_000

export interface Fresh {
  readonly freshness: Freshness
  /** How long it has been so; for `nothing yet`, how long it will be [ms]. */
  readonly ageMs: number
}

export function freshnessOf(value: Live, nowMs: number): Fresh {
  const { connection, connectionSince, needsToken, status, now, tickedAt } = value
  if (needsToken) return { freshness: 'token', ageMs: 0 }
  if (connection === 'lost') return { freshness: 'lost', ageMs: nowMs - connectionSince }
  if (connection === 'connecting' || status === null) return { freshness: 'connecting', ageMs: 0 }
  const tickMs = (status.interval_seconds * 1000) / status.speed
  if (now === null) return { freshness: 'nothing yet', ageMs: Math.max(1_000, tickMs) }
  // What stands still is of now, however long it stands.
  if (status.paused) return { freshness: 'fresh', ageMs: 0 }
  const ageMs = nowMs - Math.max(tickedAt, value.pacedAt, connectionSince)
  return { freshness: ageMs > tickMs * LATE_TICKS + LATE_MS ? 'stale' : 'fresh', ageMs }
}

/** Looked at anew every second, and told when it is another. */
export function useFreshness(): Fresh {
  const connection = useStore(live, (value) => value.connection)
  const needsToken = useStore(live, (value) => value.needsToken)
  const hasStatus = useStore(live, (value) => value.status !== null)
  const hasNow = useStore(live, (value) => value.now !== null)
  const [fresh, setFresh] = useState(() => freshnessOf(live.value, Date.now()))
  useEffect(() => {
    const look = (): void => {
      const next = freshnessOf(live.value, Date.now())
      setFresh((shown) => (next.freshness === 'fresh' && shown.freshness === 'fresh' ? shown : next))
    }
    look()
    const timer = setInterval(look, LOOK_MS)
    return () => clearInterval(timer)
  }, [connection, needsToken, hasStatus, hasNow])
  return fresh
}
