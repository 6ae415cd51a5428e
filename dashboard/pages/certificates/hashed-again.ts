/** @module Hashes the entries of a proof again, in the browser: nobody has to be believed. */

import { useEffect, useState } from 'preact/hooks'
import type { ProofEntry } from '../../api/api-types.ts'

/** `unknown` until it is done, and where the browser offers no hashing: it does over TLS and on the machine itself. */
export type HashedAgain = 'unknown' | 'good' | 'broken'

export function useHashedAgain(entries: readonly ProofEntry[]): HashedAgain {
  const [result, setResult] = useState<HashedAgain>('unknown')
  useEffect(() => {
    let isCurrent = true
    setResult('unknown')
    if (!isSecureContext) return
    void Promise.all(entries.map(isSealed)).then((sealed) => {
      if (isCurrent) setResult(sealed.every(Boolean) ? 'good' : 'broken')
    })
    return () => {
      isCurrent = false
    }
  }, [entries])
  return result
}

/** Whether the text is of what is shown, and SHA-256 of the hash before and the text is the hash. */
async function isSealed({ event, sealed_text }: ProofEntry): Promise<boolean> {
  const { previous_hash, hash, ...shown } = event
  if (JSON.stringify(shown) !== sealed_text) return false
  const bytes = new TextEncoder().encode(previous_hash + sealed_text)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === hash
}
