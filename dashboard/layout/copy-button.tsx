/** @module Puts a text on the clipboard. */

import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { usePhrase } from '../language/language.ts'
import type { PhraseKey } from '../language/phrases.ts'

const SAID_MS = 2_000

interface CopyButtonProps {
  readonly text: string | (() => string)
  /** What the button says before. */
  readonly words?: PhraseKey
}

export function CopyButton({ text, words = 'action.copy' }: CopyButtonProps): VNode | null {
  const t = usePhrase()
  const [isCopied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(typeof text === 'string' ? text : text())
    setCopied(true)
    setTimeout(() => setCopied(false), SAID_MS)
  }
  // Browsers give pages without TLS no clipboard, but on the machine itself.
  if (!isSecureContext) return null
  return (
    <button type="button" onClick={() => void copy()}>
      {t(isCopied ? 'action.copied' : words)}
    </button>
  )
}
