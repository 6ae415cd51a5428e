/** @module The sun of a day: where it stands, and what it would give without clouds. */

import * as z from 'zod'
import { PlantSky } from '../../forecast/plant-sky.ts'
import { HOUR_MS, LocalClock } from '../../time/local-clock.ts'
import { utcText } from '../../time/utc-text.ts'
import { type CampusDay, dateText, dayOfDate, dayOfEnd, localText } from '../campus-day.ts'
import type { LiveCampus } from '../live-campus.ts'
import { rounded } from '../rounding.ts'
import { defineRoute } from '../route.ts'
import { instant } from '../schemas.ts'

const STEPS = { '5m': HOUR_MS / 12, '15m': HOUR_MS / 4 } as const

const localInstant = z.string().meta({ format: 'date-time', description: "On the campus's clock." })

const momentSchema = z
  .strictObject({
    timestamp: instant,
    elevation: z.number().describe('Above the horizon, as it is seen; negative at night. Unit: °.'),
    azimuth: z.number().describe('From north clockwise. Unit: °.'),
    ghi: z.number().describe('Clear-sky global horizontal irradiance. Unit: W/m².'),
    dni: z.number().describe('Clear-sky direct normal irradiance. Unit: W/m².'),
    dhi: z.number().describe('Clear-sky diffuse horizontal irradiance. Unit: W/m².'),
    poa: z.number().nullable().describe('Clear-sky mean in the planes of the arrays; null without one. Unit: W/m².'),
    generation_kw: z.number().describe('What all arrays would give under the clear sky. Unit: kW.'),
  })
  .meta({ id: 'SunMoment', description: 'The sun at an instant, and what it gives without clouds.' })

const sunDaySchema = z
  .strictObject({
    date: z.string().meta({ format: 'date' }),
    time_zone: z.string().describe('IANA name.'),
    from: instant.describe('Midnight that the day begins with.'),
    to: instant.describe('Midnight that it ends with.'),
    sunrise: localInstant.nullable().describe("On the campus's clock; null where the sun does not rise."),
    solar_noon: localInstant,
    sunset: localInstant.nullable().describe("On the campus's clock; null where the sun does not set."),
    items: z.array(momentSchema),
  })
  .meta({ id: 'SunDay', description: 'The sun of a day.' })

export const sunRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/weather/sun',
  operationId: 'getSun',
  tag: 'Weather',
  summary: 'The sun of a day: position, clear-sky irradiance, sunrise and sunset',
  description: 'Computed, for any day. Without `date`, the present day of the campus.',
  query: z.strictObject({
    date: dateText.optional(),
    resolution: z.enum(['5m', '15m']).default('15m').describe('Time between two instants.'),
  }),
  result: sunDaySchema,
  handle({ query }, { live }) {
    const clock = new LocalClock(live.facts.run.time_zone)
    const day = query.date === undefined ? presentDay(live, clock) : dayOfDate(query.date, clock)
    return sunOfDay(new PlantSky(live.facts.assets.solar, clock), day, clock, STEPS[query.resolution])
  },
})

/** The day the campus lives in; before the first tick, the one its run began on. */
export function presentDay({ facts, lastTick }: LiveCampus, clock: LocalClock): CampusDay {
  return dayOfEnd(lastTick?.snapshot.timeMs ?? Date.parse(facts.run.start) + 1, clock)
}

function sunOfDay(sky: PlantSky, { date, fromMs, toMs }: CampusDay, clock: LocalClock, stepMs: number) {
  const { sunriseMs, transitMs, sunsetMs } = sky.times(fromMs)
  const items: z.input<typeof momentSchema>[] = []
  for (let ms = fromMs; ms <= toMs; ms += stepMs) {
    const { sun, ghiWm2, dniWm2, dhiWm2, poaWm2, generationKw } = sky.at(ms)
    items.push({
      timestamp: utcText(ms),
      elevation: rounded(90 - sun.apparentZenithDeg, 2),
      azimuth: rounded(sun.azimuthDeg, 2),
      ghi: rounded(ghiWm2, 1),
      dni: rounded(dniWm2, 1),
      dhi: rounded(dhiWm2, 1),
      poa: rounded(poaWm2, 1),
      generation_kw: rounded(generationKw, 3),
    })
  }
  return {
    date,
    time_zone: clock.timeZone,
    from: utcText(fromMs),
    to: utcText(toMs),
    sunrise: sunriseMs === null ? null : localText(sunriseMs, clock),
    solar_noon: localText(transitMs, clock),
    sunset: sunsetMs === null ? null : localText(sunsetMs, clock),
    items,
  }
}
