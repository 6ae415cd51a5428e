/** @module When closed slots can be asked for: a moment after they close, when the delivery has had its time. */

import { useEffect, useState } from 'preact/hooks'
import { live } from './live.ts'
import { useStore } from './store.ts'

/** The database has a slot about then [ms]. */
const LATER_MS = [1_500, 6_000]

/** Counts up as a slot closes, and again some time later. */
export function useDelivered(): number {
  const slots = useStore(live, (value) => value.slots)
  const [later, setLater] = useState(0)
  useEffect(() => {
    const timers = LATER_MS.map((ms) => setTimeout(() => setLater((count) => count + 1), ms))
    return () => {
      for (const timer of timers) clearTimeout(timer)
    }
  }, [slots])
  return slots + later
}
