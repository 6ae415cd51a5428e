/** @module A kind of resource in the tree, with those there are. */

import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { useNumbers } from '../../format/numbers.ts'
import { usePhrase } from '../../language/language.ts'
import { addressOf, usePlace } from '../../state/place.ts'

export interface Leaf {
  readonly name: string
  readonly note: string
  /** Whose certificate it is looked at with. */
  readonly device: string
  readonly target: string
}

const STEP = 50

export function Branch({ name, leaves }: { readonly name: string; readonly leaves: readonly Leaf[] }): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  const { query } = usePlace()
  const [isOpen, setOpen] = useState(leaves.some(({ target }) => target === query.get('target')))
  const [most, setMost] = useState(STEP)
  return (
    <li>
      <button type="button" class="branch" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {name} <span class="note">{numbers.count(leaves.length)}</span>
      </button>
      {isOpen && (
        <ul>
          {leaves.slice(0, most).map(({ name: leaf, note, device, target }) => (
            <li key={`${device} ${target} ${leaf}`}>
              <a
                href={addressOf(['ieee2030_5'], { device, target })}
                aria-current={query.get('device') === device && query.get('target') === target ? 'true' : undefined}
              >
                {leaf} <span class="note">{note}</span>
              </a>
            </li>
          ))}
          {leaves.length > most && (
            <li>
              <button type="button" class="branch" onClick={() => setMost(most + STEP)}>
                {t('trade.more')}
              </button>
            </li>
          )}
        </ul>
      )}
    </li>
  )
}
