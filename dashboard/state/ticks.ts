/** @module Counts ticks as they come, so that what is of now is asked for again with each, but not too often. */

import { useEffect, useState } from 'preact/hooks'
import { live } from './live.ts'

/** @param leastMs - at accelerated speed ticks come faster than anybody reads [ms] */
export function useTicks(leastMs: number): number {
  const [count, setCount] = useState(0)
  useEffect(() => {
    let tick = live.value.tick
    let countedAt = Number.NEGATIVE_INFINITY
    let timer: ReturnType<typeof setTimeout> | undefined
    const countUp = (): void => {
      timer = undefined
      countedAt = performance.now()
      if (!document.hidden) setCount((before) => before + 1)
    }
    const end = live.subscribe(() => {
      if (live.value.tick === tick) return
      tick = live.value.tick
      timer ??= setTimeout(countUp, Math.max(0, countedAt + leastMs - performance.now()))
    })
    return () => {
      end()
      clearTimeout(timer)
    }
  }, [leastMs])
  return count
}
