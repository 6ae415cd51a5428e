/** @module The shape of a campus file, from which validation, types and the editors' JSON Schema all derive. */

import * as z from 'zod'
import { DC_TO_AC_RATIO, ONE_WAY_EFFICIENCY, SOC_INITIAL, SOC_MAX, SOC_MIN } from './asset-defaults.ts'
import { BUILDING_TYPES, DISPATCH_STRATEGIES, TRADING_PREFERENCES } from './campus-vocabulary.ts'
import { planSchema } from './plan-schema.ts'
import { CAMPUS_FILE_SETTING_NAMES } from './setting-definitions.ts'

/** The on-chain programs of GridTokenX hold an id in 32 bytes. */
export const MAX_ID_BYTES = 32
const MAX_NAME_CHARACTERS = 100

/** Control characters and lone surrogates have no place in a line of output. */
const PRINTABLE = /^[^\p{Cc}\p{Cs}]+$/u

/*
 * Every message below is the noun phrase that completes "expected …", so that a fault becomes one readable line.
 */

function number(min: number, max: number, unit: string, description: string) {
  const error = `a number from ${min} to ${max}${unit === '' ? '' : ` [${unit}]`}`
  return z.number({ error }).min(min, { error }).max(max, { error }).describe(description)
}

function above0(max: number, unit: string, description: string) {
  const error = `a number above 0 and up to ${max}${unit === '' ? '' : ` [${unit}]`}`
  return z.number({ error }).positive({ error }).max(max, { error }).describe(description)
}

function name(description: string) {
  const error = `a text of 1 to ${MAX_NAME_CHARACTERS} characters without control characters`
  return z.string({ error }).max(MAX_NAME_CHARACTERS, { error }).regex(PRINTABLE, { error }).describe(description)
}

function id(description: string) {
  const error = `an id of 1 to ${MAX_ID_BYTES} bytes of UTF-8 without control characters`
  return z
    .string({ error })
    .max(MAX_ID_BYTES, { error })
    .regex(PRINTABLE, { error })
    .refine((text) => new TextEncoder().encode(text).length <= MAX_ID_BYTES, { error })
    .describe(description)
}

function choice<const Name extends string>(names: readonly Name[], description: string) {
  return z.enum(names, { error: `one of ${names.join(', ')}` }).describe(description)
}

function object<Shape extends z.ZodRawShape>(what: string, shape: Shape) {
  const keys = Object.keys(shape).join(', ')
  const error: z.core.$ZodErrorMap = ({ code }) => (code === 'unrecognized_keys' ? `one of ${keys}` : what)
  return z.strictObject(shape, { error })
}

function isTimeZone(text: string): boolean {
  // Offsets such as +07:00 are known to some engines, but are no place and know no summer time.
  if (!/^[A-Za-z]/.test(text)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}

const timeZoneError = 'an IANA time zone such as Asia/Bangkok'

const campus = object('an object describing the campus', {
  name: name('Name of the campus.'),
  latitude: number(-90, 90, '°', 'Latitude [°], north positive.'),
  longitude: number(-180, 180, '°', 'Longitude [°], east positive.'),
  elevation_m: number(-430, 9000, 'm', 'Height above sea level [m].'),
  time_zone: z
    .string({ error: timeZoneError })
    .refine(isTimeZone, { error: timeZoneError })
    .describe('IANA time zone, for calendars and display.'),
  nominal_voltage: number(50, 1000, 'V', 'Nominal phase-to-neutral voltage [V].'),
  nominal_frequency: number(15, 65, 'Hz', 'Nominal frequency [Hz].'),
})

const settingError = 'a text, a number, true or false'
const settings = object(
  'an object of settings',
  Object.fromEntries(
    CAMPUS_FILE_SETTING_NAMES.map((variable) => [
      variable,
      z
        .union([z.string(), z.number(), z.boolean()], { error: settingError })
        .optional()
        .describe('As the environment variable of this name, which overrides it.'),
    ]),
  ),
)

const feeder = object('an object describing a feeder', {
  id: id('Unique name of the feeder.'),
  transformer_kva: above0(1e6, 'kVA', 'Rating of the distribution transformer [kVA].'),
  impedance_percent: above0(25, '%', 'Short-circuit impedance of the transformer [% of its rating].'),
  xr_ratio: above0(100, '', 'Ratio of its reactance to its resistance.'),
})

const pv = object('an object describing the array', {
  kwp: above0(1e6, 'kW', 'DC nameplate power at standard test conditions [kW].'),
  tilt_deg: number(0, 90, '°', 'Tilt from horizontal [°].'),
  azimuth_deg: number(0, 360, '°', 'Azimuth from north, clockwise [°]: 180 faces south.'),
  inverter_kw: above0(1e6, 'kW', `AC rating of the inverter [kW]; kwp / ${DC_TO_AC_RATIO} unless given.`).optional(),
})

const battery = object('an object describing the battery', {
  capacity_kwh: above0(1e6, 'kWh', 'Nominal energy [kWh].'),
  power_kw: above0(1e6, 'kW', 'Largest AC charge and discharge power [kW].'),
  charge_efficiency: above0(1, '', 'Stored energy per AC energy charged.').default(ONE_WAY_EFFICIENCY),
  discharge_efficiency: above0(1, '', 'AC energy delivered per stored energy drawn.').default(ONE_WAY_EFFICIENCY),
  soc_min: number(0, 1, '', 'Lowest state of charge used, as a fraction.').default(SOC_MIN),
  soc_max: number(0, 1, '', 'Highest state of charge used, as a fraction.').default(SOC_MAX),
  soc_initial: number(
    0,
    1,
    '',
    `State of charge at the start of a run, as a fraction; ${SOC_INITIAL}, or the nearest in the window, unless given.`,
  ).optional(),
  dispatch: choice(
    DISPATCH_STRATEGIES,
    'How the battery is run; self-consumption beside PV and price-arbitrage without, unless given.',
  ).optional(),
})

const meter = object('an object describing a meter', {
  meter_id: id('Unique id of the meter.'),
  building: name('Name of the building.'),
  floor: z
    .int({ error: 'a whole number from -20 to 200' })
    .min(-20, { error: 'a whole number from -20 to 200' })
    .max(200, { error: 'a whole number from -20 to 200' })
    .describe('Floor within the building.'),
  building_type: choice(BUILDING_TYPES, 'Kind of building: decides load shape and power factor.'),
  capacity_kw: number(0, 1e6, 'kW', 'Design peak of the load [kW]; 0 for a stand-alone battery or array.'),
  floor_area_m2: number(0, 1e8, 'm²', 'Gross floor area served [m²].'),
  phases: z.literal([1, 3], { error: '1 or 3' }).describe('Phases of the service.'),
  pv: pv.optional().describe('The array behind the meter; none when absent.'),
  battery: battery.optional().describe('The battery behind the meter; none when absent.'),
  feeder: object('an object with upstream and cable_m', {
    upstream: id('Id of a feeder, or of a meter listed above, that this meter is connected to.'),
    cable_m: number(0, 10_000, 'm', 'Length of cable to that point [m].'),
  }),
  trading_preference: choice(TRADING_PREFERENCES, 'Drawn from the seed unless given.').optional(),
})

/** The campus file as written, before what spans several of its values is checked. */
export const campusFileSchema = object('a JSON object with campus, feeders and meters', {
  $schema: z.string({ error: 'the path of campus.schema.json' }).optional().describe('For editors.'),
  campus: campus.describe('Where the campus stands and the grid it is on.'),
  settings: settings.optional().describe('Settings of this campus; environment variables and flags override them.'),
  feeders: z
    .array(feeder, { error: 'a list of feeders' })
    .min(1, { error: 'at least one feeder' })
    .describe('Low-voltage feeders, each with its transformer.'),
  meters: z
    .array(meter, { error: 'a list of meters' })
    .min(1, { error: 'at least one meter' })
    .describe('The meters; those of one feeder stand together.'),
  plan: planSchema.optional().describe('Where the buildings stand, for the picture of the campus; a grid when absent.'),
})

export type CampusFile = z.infer<typeof campusFileSchema>
export type CampusFileMeter = CampusFile['meters'][number]

/** The campus file's shape as JSON Schema (draft 7, the one editors know best). */
export function campusJsonSchema(): Record<string, unknown> {
  return {
    title: 'Campus of the GridTokenX smart meter simulator',
    ...z.toJSONSchema(campusFileSchema, { target: 'draft-7', io: 'input' }),
  }
}
