/** @module Names with their values. */

import type { ComponentChildren, VNode } from 'preact'

interface FactsProps {
  /** The meaning gives the value its colour. */
  readonly facts: readonly (readonly [name: string, value: ComponentChildren, meaning?: string | undefined])[]
  /** Beside each other instead of below. */
  readonly isWide?: boolean
}

export function Facts({ facts, isWide = false }: FactsProps): VNode {
  return (
    <dl class={isWide ? 'facts wide' : 'facts'}>
      {facts.map(([name, value, meaning]) => (
        <div key={name} class={meaning === undefined ? undefined : `of-${meaning}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
