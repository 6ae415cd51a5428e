/** @module Figures with as many digits as they deserve. */

/** Rounded to decimals; what is null stays so, and there is no negative zero. */
export function rounded<Value extends number | null>(value: Value, decimals: number): Value {
  return (value === null ? null : Number(value.toFixed(decimals)) + 0) as Value
}
