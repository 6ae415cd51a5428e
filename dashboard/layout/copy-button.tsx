/** @module Puts a text on the clipboard. */

import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { usePhrase } from '../language/language.ts'

const SAID_MS = 2_000

export function CopyButton({ text }: { readonly text: string }): VNode {
  const t = usePhrase()
  const [isCopied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), SAID_MS)
  }
  return (
    <button type="button" onClick={() => void copy()}>
      {t(isCopied ? 'action.copied' : 'action.copy')}
    </button>
  )
}
