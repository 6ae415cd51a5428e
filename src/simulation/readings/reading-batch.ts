/** @module One tick's readings of a whole fleet, as columns indexed by meter. */

/** Codes of the `connection` column. */
export const CONNECTION_STATUS = ['Connected', 'Disconnected', 'Maintenance'] as const

/** Codes of the `quality` column. */
export const QUALITY = ['good', 'estimated', 'suspect'] as const

/** The columns that differ per meter; energies are whole milliwatt-hours over the interval. */
export interface ReadingColumns {
  readonly generated: Float64Array
  readonly consumed: Float64Array
  readonly charged: Float64Array
  readonly discharged: Float64Array
  readonly imported: Float64Array
  readonly exported: Float64Array
  /** Cumulative registers [mWh]. */
  readonly importRegister: Float64Array
  readonly exportRegister: Float64Array
  readonly generationRegister: Float64Array
  /** State of charge [%]; NaN without a battery. */
  readonly stateOfCharge: Float64Array
  /** Phase-to-neutral voltage [V], current per phase [A], power factor 0 to 1. */
  readonly voltage: Float64Array
  readonly current: Float64Array
  readonly powerFactor: Float64Array
  /** Current quotes [currency/kWh]. */
  readonly maxSellPrice: Float64Array
  readonly maxBuyPrice: Float64Array
  /** Index of the meter's roof plane; −1 without PV. */
  readonly plane: Int16Array
  readonly connection: Uint8Array
  readonly quality: Uint8Array
}

/** What all meters of a tick share. */
export interface TickConditions {
  tick: number
  /** End of the interval [ms since 1970 UTC]. */
  timeMs: number
  /** Index into WEATHER_CONDITIONS. */
  weather: number
  ambientC: number
  windMs: number
  ghiWm2: number
  sunElevationDeg: number
  frequencyHz: number
  gridFeedInRate: number
  gridPurchaseRate: number
  /** Plane-of-array irradiance [W/m²] and cell temperature [°C] of each roof plane. */
  readonly planeIrradiance: Float64Array
  readonly planeCellC: Float64Array
}

/** A tick's conditions and readings; the same object is refilled tick after tick. */
export interface ReadingBatch {
  readonly size: number
  readonly conditions: TickConditions
  readonly columns: ReadingColumns
}

const FLOAT_COLUMNS = [
  'generated',
  'consumed',
  'charged',
  'discharged',
  'imported',
  'exported',
  'importRegister',
  'exportRegister',
  'generationRegister',
  'stateOfCharge',
  'voltage',
  'current',
  'powerFactor',
  'maxSellPrice',
  'maxBuyPrice',
] as const

type FloatColumns = Pick<ReadingColumns, (typeof FLOAT_COLUMNS)[number]>

/** Allocates the columns of `size` meters in shared memory, so that workers can fill them side by side. */
export function createReadingColumns(size: number): ReadingColumns {
  const floats = Object.fromEntries(
    FLOAT_COLUMNS.map((name) => [name, new Float64Array(new SharedArrayBuffer(size * 8))]),
  ) as unknown as FloatColumns
  return {
    ...floats,
    plane: new Int16Array(new SharedArrayBuffer(size * 2)),
    connection: new Uint8Array(new SharedArrayBuffer(size)),
    quality: new Uint8Array(new SharedArrayBuffer(size)),
  }
}

/** The columns of the meters [from, to): views, not copies. */
export function sliceReadingColumns(columns: ReadingColumns, from: number, to: number): ReadingColumns {
  const slices = Object.entries(columns).map(([name, column]: [string, Float64Array | Int16Array | Uint8Array]) => [
    name,
    column.subarray(from, to),
  ])
  return Object.fromEntries(slices)
}

/** Conditions of `planes` roof planes before the first tick. */
export function createTickConditions(planes: number): TickConditions {
  return {
    tick: 0,
    timeMs: 0,
    weather: 0,
    ambientC: 0,
    windMs: 0,
    ghiWm2: 0,
    sunElevationDeg: 0,
    frequencyHz: 0,
    gridFeedInRate: 0,
    gridPurchaseRate: 0,
    planeIrradiance: new Float64Array(planes),
    planeCellC: new Float64Array(planes),
  }
}
