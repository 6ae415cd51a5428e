/** @module A number that an operator gives, with its name. */

import type { VNode } from 'preact'
import { useId } from 'preact/hooks'

export interface NumberFieldProps {
  readonly name: string
  readonly min: number
  readonly max?: number
  readonly value: number
  readonly onValue: (value: number) => void
}

export function NumberField({ name, min, max, value, onValue }: NumberFieldProps): VNode {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{name}</label>
      <input
        id={id}
        type="number"
        min={min}
        {...(max !== undefined && { max })}
        value={value}
        onInput={({ currentTarget }) => onValue(currentTarget.valueAsNumber)}
      />
    </div>
  )
}
