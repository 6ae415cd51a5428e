/** @module Weather and sun. */

import * as z from 'zod'
import { WEATHER_CONDITIONS } from '../../config/settings.ts'
import { utcText } from '../../time/utc-text.ts'
import { ApiProblem } from '../api-problem.ts'
import type { LiveCampus } from '../live-campus.ts'
import { defineRoute } from '../route.ts'
import { instant } from '../schemas.ts'

const weatherSchema = z
  .strictObject({
    time: instant,
    weather: z.enum(WEATHER_CONDITIONS),
    temperature: z.number().describe('Of the air. Unit: °C.'),
    wind_speed: z.number().describe('Unit: m/s.'),
    relative_humidity: z.number().describe('Unit: %.'),
    irradiance: z.number().describe('Global horizontal irradiance. Unit: W/m².'),
    sun_elevation: z.number().describe('Above the horizon; negative at night. Unit: °.'),
  })
  .meta({ id: 'Weather', description: 'Weather and sun at the campus in the last interval.' })

export const weatherRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/weather',
  operationId: 'getWeather',
  tag: 'Weather',
  summary: 'Weather and sun now',
  result: weatherSchema,
  problems: [503],
  handle: (_request, { live }) => weatherOf(live),
})

function weatherOf(live: LiveCampus): z.input<typeof weatherSchema> {
  const { timeMs, weather, ambientC, windMs, relativeHumidityPercent, ghiWm2, sunElevationDeg } = requireTick(live)
  return {
    time: utcText(timeMs),
    weather,
    temperature: ambientC,
    wind_speed: windMs,
    relative_humidity: relativeHumidityPercent,
    irradiance: ghiWm2,
    sun_elevation: sunElevationDeg,
  }
}

/** @throws ApiProblem before the first tick of this process */
export function requireTick({ lastTick }: LiveCampus): NonNullable<LiveCampus['lastTick']>['snapshot'] {
  if (lastTick !== null) return lastTick.snapshot
  throw new ApiProblem(503, 'The simulation has not made its first tick yet.', { headers: { 'retry-after': '1' } })
}
