/** @module What check digits are made from. */

/** The sum of the decimal digits of a whole number from 0. */
export function digitSum(value: number): number {
  let sum = 0
  for (let rest = value; rest > 0; rest = Math.floor(rest / 10)) sum += rest % 10
  return sum
}
