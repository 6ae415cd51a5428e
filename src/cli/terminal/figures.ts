/** @module Numbers as people read them: three significant digits, thousands apart, a dash for what is unknown. */

export const UNKNOWN = '–'

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/**
 * A number with three significant digits, more before the decimal point when it is large: `1,284`, `86.4`, `0.61`, `0`.
 *
 * @param value - any unit; null and NaN are unknown
 */
export function figure(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return UNKNOWN
  const size = Math.abs(value)
  // The bounds are where rounding would carry into the next digit.
  const decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2
  return plainZero(decimals === 0 ? grouped.format(value) : value.toFixed(decimals))
}

/** A price with the digits markets move in, three of them also below one: `0.240`, `4.18`, `1,284`. */
export function price(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return UNKNOWN
  return Math.abs(value) < 0.9995 ? plainZero(value.toFixed(3)) : figure(value)
}

/** A whole number with its thousands apart. */
export function count(value: number | null): string {
  return value === null || !Number.isFinite(value) ? UNKNOWN : plainZero(grouped.format(value))
}

/** A whole number of things: `1 meter`, `35,040 ticks`. */
export function counted(value: number, thing: string): string {
  return `${count(value)} ${thing}${value === 1 ? '' : 's'}`
}

/** A fraction as percent without the sign, for columns that have it in their header: `0.614` is `61.4`. */
export function percent(fraction: number | null): string {
  return fraction === null ? UNKNOWN : figure(100 * fraction)
}

/** A fraction as percent: `0.614` is `61.4 %`. */
export function share(fraction: number | null): string {
  return fraction === null ? UNKNOWN : `${percent(fraction)} %`
}

/** A time span in its two largest units: `45 s`, `2 min 05 s`, `3 h 20 min`. */
export function span(seconds: number): string {
  if (!Number.isFinite(seconds)) return UNKNOWN
  const whole = Math.max(0, Math.round(seconds))
  const [large, small, unit, lesser] =
    whole < 3600 ? [whole / 60, whole % 60, 'min', 's'] : [whole / 3600, (whole % 3600) / 60, 'h', 'min']
  if (whole < 60) return `${whole} s`
  return `${Math.floor(large)} ${unit} ${String(Math.floor(small)).padStart(2, '0')} ${lesser}`
}

/** What rounds to nothing is nothing, without sign or decimals. */
function plainZero(text: string): string {
  return /^-?[0.]+$/.test(text) ? '0' : text
}
