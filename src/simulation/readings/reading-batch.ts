/** @module One tick's readings of a whole fleet, as columns indexed by meter. */

/** Codes of the `connection` column. */
export const CONNECTION_STATUS = ['Connected', 'Disconnected', 'Maintenance'] as const

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
  /** Why the reading is not good, see REASON; 0 when it is. */
  readonly reasons: Uint16Array
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
  relativeHumidityPercent: number
  /** Of the last day or two. */
  meanTemperatureC: number
  ghiWm2: number
  sunElevationDeg: number
  frequencyHz: number
  gridFeedInRate: number
  gridPurchaseRate: number
  /** Emission factor of the grid, by which generation avoids emissions [kg CO2e/kWh]. */
  kgPerKwh: number
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

/** Allocates the columns of `size` meters in shared memory, so that workers can fill them side by side. */
export function createReadingColumns(size: number): ReadingColumns {
  const floats = (): Float64Array => new Float64Array(new SharedArrayBuffer(size * Float64Array.BYTES_PER_ELEMENT))
  return {
    generated: floats(),
    consumed: floats(),
    charged: floats(),
    discharged: floats(),
    imported: floats(),
    exported: floats(),
    importRegister: floats(),
    exportRegister: floats(),
    generationRegister: floats(),
    stateOfCharge: floats(),
    voltage: floats(),
    current: floats(),
    powerFactor: floats(),
    maxSellPrice: floats(),
    maxBuyPrice: floats(),
    plane: new Int16Array(new SharedArrayBuffer(size * Int16Array.BYTES_PER_ELEMENT)),
    connection: new Uint8Array(new SharedArrayBuffer(size)),
    reasons: new Uint16Array(new SharedArrayBuffer(size * Uint16Array.BYTES_PER_ELEMENT)),
  }
}

/** Columns for what was measured of a truth, with its quotes, planes and connections: those nobody measures. */
export function createMeasuredColumns(truth: ReadingColumns): ReadingColumns {
  const { maxSellPrice, maxBuyPrice, plane, connection } = truth
  return { ...createReadingColumns(truth.generated.length), maxSellPrice, maxBuyPrice, plane, connection }
}

/** The columns of the meters [from, to): views, not copies. */
export function sliceReadingColumns(columns: ReadingColumns, from: number, to: number): ReadingColumns {
  return {
    generated: columns.generated.subarray(from, to),
    consumed: columns.consumed.subarray(from, to),
    charged: columns.charged.subarray(from, to),
    discharged: columns.discharged.subarray(from, to),
    imported: columns.imported.subarray(from, to),
    exported: columns.exported.subarray(from, to),
    importRegister: columns.importRegister.subarray(from, to),
    exportRegister: columns.exportRegister.subarray(from, to),
    generationRegister: columns.generationRegister.subarray(from, to),
    stateOfCharge: columns.stateOfCharge.subarray(from, to),
    voltage: columns.voltage.subarray(from, to),
    current: columns.current.subarray(from, to),
    powerFactor: columns.powerFactor.subarray(from, to),
    maxSellPrice: columns.maxSellPrice.subarray(from, to),
    maxBuyPrice: columns.maxBuyPrice.subarray(from, to),
    plane: columns.plane.subarray(from, to),
    connection: columns.connection.subarray(from, to),
    reasons: columns.reasons.subarray(from, to),
  }
}

/** Conditions before the first tick, over roof-plane columns that somebody else fills. */
export function createTickConditions(planes: Pick<TickConditions, 'planeIrradiance' | 'planeCellC'>): TickConditions {
  return {
    tick: 0,
    timeMs: 0,
    weather: 0,
    ambientC: 0,
    windMs: 0,
    relativeHumidityPercent: 0,
    meanTemperatureC: 0,
    ghiWm2: 0,
    sunElevationDeg: 0,
    frequencyHz: 0,
    gridFeedInRate: 0,
    gridPurchaseRate: 0,
    kgPerKwh: 0,
    planeIrradiance: planes.planeIrradiance,
    planeCellC: planes.planeCellC,
  }
}
