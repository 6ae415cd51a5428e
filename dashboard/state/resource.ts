/** @module An answer of the HTTP interface, for a component to show. */

import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { accessToken } from '../api/access-token.ts'
import { type ApiFailure, asFailure } from '../api/api-failure.ts'
import { ask } from '../api/request.ts'
import { live } from './live.ts'
import { useStore } from './store.ts'

export interface Resource<Answer> {
  /** What was answered last, kept while it is asked again. */
  readonly answer: Answer | null
  /** Why there is no newer one. */
  readonly failure: ApiFailure | null
  readonly reload: () => void
}

interface Held<Answer> {
  readonly address: string | null
  readonly answer: Answer | null
  readonly failure: ApiFailure | null
}

/**
 * Asks when the address is another, when the connection comes back, and at every new `version`.
 *
 * @param address - nothing is asked while it is null
 */
export function useResource<Answer>(address: string | null, version = 0): Resource<Answer> {
  return useAnswer(address, version, ask<Answer>)
}

export function useAnswer<Answer>(
  address: string | null,
  version: number,
  question: (address: string, signal: AbortSignal) => Promise<Answer>,
): Resource<Answer> {
  const connection = useStore(live, (value) => value.connection)
  const token = useStore(accessToken, (value) => value)
  const [tries, setTries] = useState(0)
  const [held, setHeld] = useState<Held<Answer>>({ address, answer: null, failure: null })
  const underWay = useRef<AbortController | null>(null)

  function begin(): void {
    if (address === null || connection === 'lost') return
    const abort = new AbortController()
    underWay.current = abort
    const settle = (next: (shown: Held<Answer>) => Held<Answer>): void => {
      if (abort.signal.aborted) return
      underWay.current = null
      setHeld(next)
    }
    question(address, abort.signal).then(
      (answer) => settle(() => ({ address, answer, failure: null })),
      (error: unknown) =>
        settle((shown) => ({
          address,
          answer: shown.address === address ? shown.answer : null,
          failure: asFailure(error),
        })),
    )
  }

  useEffect(() => {
    begin()
    return () => {
      underWay.current?.abort()
      underWay.current = null
    }
  }, [address, connection, token, tries])
  useEffect(() => {
    // A slow answer is waited for, not asked for again and again.
    if (underWay.current === null) begin()
  }, [version])

  const reload = useCallback(() => setTries((count) => count + 1), [])
  // Until the new address has answered, the old one's answer is nobody's.
  return held.address === address ? { ...held, reload } : { answer: null, failure: null, reload }
}

/** Counts up while the page is shown, so that something is asked again and again. */
export function usePulse(everyMs: number): number {
  const [count, setCount] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) setCount((before) => before + 1)
    }, everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return count
}
