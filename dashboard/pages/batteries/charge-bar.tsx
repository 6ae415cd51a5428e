/** @module How full a battery is, as a bar: solid, or hatched while it gives. */

import type { VNode } from 'preact'
import type { Battery } from '../../api/api-types.ts'

interface ChargeBarProps {
  readonly percent: number
  readonly state: Battery['state']
}

export function ChargeBar({ percent, state }: ChargeBarProps): VNode {
  return (
    <span class={`charge-bar ${state ?? ''}`} aria-hidden="true">
      <span style={{ width: `${Math.max(0, Math.min(100, percent))}%` }} />
    </span>
  )
}
