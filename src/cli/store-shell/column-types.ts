/** @module The types of columns that are written in a way of their own, by their OIDs (pg_type.dat). */

const BOOLEAN = 16
const JSON_TYPES = new Set([114, 3802])
/** int8, int2, int4, oid, float4, float8, numeric. */
const NUMBERS = new Set([20, 21, 23, 26, 700, 701, 1700])

export function isNumber(type: number): boolean {
  return NUMBERS.has(type)
}

export function isBoolean(type: number): boolean {
  return type === BOOLEAN
}

export function isJson(type: number): boolean {
  return JSON_TYPES.has(type)
}
