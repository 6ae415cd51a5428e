/** @module What the weather was: as the meters and the sensors at their arrays told it. */

import * as z from 'zod'
import { WEATHER_CONDITIONS } from '../../config/settings.ts'
import { clearSkyIndexOf } from '../../forecast/clear-sky-index.ts'
import { type MeanPower, meanPowerOver } from '../../forecast/mean-power.ts'
import { PlantSky } from '../../forecast/plant-sky.ts'
import type { SolarPlant } from '../../forecast/solar-plant.ts'
import { HOUR_MS, LocalClock } from '../../time/local-clock.ts'
import { utcText } from '../../time/utc-text.ts'
import { boundedRange, RANGE_WORDS } from '../bounded-range.ts'
import type { JsonObject } from '../json-object.ts'
import { bucketEnd, generationPowers } from '../recorded/campus-powers.ts'
import { instantLiteral, numberLiteral, textLiteral } from '../recorded/sql-text.ts'
import { rounded } from '../rounding.ts'
import { defineRoute } from '../route.ts'
import { instant } from '../schemas.ts'
import { rangeParameters } from '../time-range.ts'

const RESOLUTIONS = { '5m': HOUR_MS / 12, '15m': HOUR_MS / 4, '1h': HOUR_MS } as const
/** Planes whose sensors are asked: those with the most arrays. */
const MOST_SENSORS = 16

const weatherSummarySchema = z
  .strictObject({
    timestamp: instant.describe('End of the time summed up.'),
    weather: z.enum(WEATHER_CONDITIONS).describe('What it was for most of the time.'),
    temperature: z.number().describe('Mean, of the air. Unit: °C.'),
    poa: z.number().nullable().describe('Mean irradiance in the planes of the arrays; null without one. Unit: W/m².'),
    panel_temperature: z.number().nullable().describe('Mean of the cells; null without an array. Unit: °C.'),
    clear_sky_index: z
      .number()
      .nullable()
      .describe('Share of the clear-sky irradiance that arrived; null at night and while the sun stands low.'),
    ghi: z
      .number()
      .nullable()
      .describe('Global horizontal irradiance, worked out from `poa`; null without an array. Unit: W/m².'),
    generation_kw: z.number().nullable().describe('Mean of the campus; null where it is not known yet. Unit: kW.'),
  })
  .meta({ id: 'WeatherSummary', description: 'The weather over some time.' })

export const weatherHistoryRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/weather/history',
  operationId: 'listWeather',
  tag: 'Weather',
  summary: 'What the weather was, and what the campus made of it',
  description: `${RANGE_WORDS} Time without a reading is left out.`,
  query: z.strictObject({ ...rangeParameters, resolution: z.enum(['5m', '15m', '1h']).default('15m') }),
  result: z.strictObject({ items: z.array(weatherSummarySchema) }),
  problems: [422, 503],
  async handle({ query }, context) {
    const { facts } = context.live
    const lengthMs = RESOLUTIONS[query.resolution]
    const { from, to } = boundedRange(query, lengthMs, context.live)
    const plant = sensorsOf(facts.assets.solar)
    const [rows, powers] = await Promise.all([
      context.recorded.rows('readings', historyQuery(plant, facts.run.meters[0]?.meter_id ?? '', lengthMs, [from, to])),
      generationPowers(context, from, to),
    ])
    const sky = new PlantSky(plant, new LocalClock(facts.run.time_zone))
    return { items: rows.map((row) => summaryOf(row, lengthMs, sky, powers)) }
  },
})

/** The plant of the planes that are asked. */
function sensorsOf(plant: SolarPlant): SolarPlant {
  const planes = plant.planes.toSorted((a, b) => b.arrays - a.arrays).slice(0, MOST_SENSORS)
  return { ...plant, planes }
}

/** Each plane by one meter, with the weight of all its arrays; any meter knows the temperature. */
function historyQuery(
  { planes }: SolarPlant,
  anyMeter: string,
  lengthMs: number,
  [from, to]: readonly [number, number],
): string {
  const sensors =
    planes.length === 0
      ? `(${textLiteral(anyMeter)}, 1)`
      : planes
          .map(({ sensorMeterId, arrays }) => `(${textLiteral(sensorMeterId)}, ${numberLiteral(arrays)})`)
          .join(', ')
  const mean = (column: string): string =>
    `round((sum(${column} * weight) / sum(weight) filter (where ${column} is not null))::numeric, 2)::float8`
  return (
    `select ${bucketEnd(lengthMs)} as ended, mode() within group (order by weather_condition) as weather, ` +
    `${mean('temperature')} as temperature, ${mean('irradiance')} as poa, ` +
    `${mean('panel_temperature')} as panel_temperature from energy_readings_enhanced ` +
    `join (values ${sensors}) as sensors (meter_id, weight) using (meter_id) ` +
    `where "time" > ${instantLiteral(from)} and "time" <= ${instantLiteral(to)} group by 1 order by 1`
  )
}

function summaryOf(
  { ended, weather, temperature, poa, panel_temperature }: JsonObject,
  lengthMs: number,
  sky: PlantSky,
  powers: readonly MeanPower[],
): z.input<typeof weatherSummarySchema> {
  const endMs = Date.parse(String(ended))
  const poaWm2 = poa === null ? null : Number(poa)
  const { clear_sky_index, ghi } = horizontal(poaWm2, endMs - lengthMs / 2, sky)
  return weatherSummarySchema.parse({
    timestamp: utcText(endMs),
    weather,
    temperature: Number(temperature),
    poa: rounded(poaWm2, 1),
    panel_temperature: panel_temperature === null ? null : Number(panel_temperature),
    clear_sky_index: rounded(clear_sky_index, 3),
    ghi: rounded(ghi, 1),
    generation_kw: rounded(meanPowerOver(powers, endMs - lengthMs, endMs), 3),
  })
}

/** @param middleMs - of the time that the mean in the planes is of */
function horizontal(poaWm2: number | null, middleMs: number, sky: PlantSky) {
  if (poaWm2 === null) return { clear_sky_index: null, ghi: null }
  const clear = sky.at(middleMs)
  const clearPoaWm2 = clear.poaWm2 ?? 0
  const index = clearSkyIndexOf(poaWm2, (k) => sky.at(middleMs, k).poaWm2 ?? 0)
  // A low sun gives diffuse light, which is nearly the same in every plane.
  const share = index ?? (clearPoaWm2 > 0 ? Math.min(1, poaWm2 / clearPoaWm2) : 0)
  return { clear_sky_index: index, ghi: share * clear.ghiWm2 }
}
