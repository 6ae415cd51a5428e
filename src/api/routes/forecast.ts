/** @module What is expected of the rest of the day. */

import * as z from 'zod'
import { forecastDay, STEP_MS } from '../../forecast/day-forecast.ts'
import { ExpectedLoad } from '../../forecast/expected-load.ts'
import type { MeanPower } from '../../forecast/mean-power.ts'
import { PlantSky } from '../../forecast/plant-sky.ts'
import { LOOK_BACK_MS } from '../../forecast/smart-persistence.ts'
import { LocalClock } from '../../time/local-clock.ts'
import { utcText } from '../../time/utc-text.ts'
import type { ApiContext } from '../api-context.ts'
import { ApiProblem } from '../api-problem.ts'
import { generationPowers } from '../recorded/campus-powers.ts'
import { rounded } from '../rounding.ts'
import { defineRoute } from '../route.ts'
import { instant } from '../schemas.ts'
import { presentDay } from './sun.ts'
import { requireTick } from './weather.ts'

const METHOD = 'smart persistence'

const forecastStepSchema = z
  .strictObject({
    timestamp: instant.describe('End of the quarter of an hour.'),
    clear_sky_kw: z.number().describe('What all arrays would give without clouds. Unit: kW.'),
    generation_kw: z.number().nullable().describe('Forecast; null for what is past. Unit: kW.'),
    consumption_kw: z.number().nullable().describe('Forecast; null for what is past. Unit: kW.'),
  })
  .meta({ id: 'ForecastStep', description: 'Mean powers that are expected of a quarter of an hour.' })

const forecastSchema = z
  .strictObject({
    made: instant.describe("The campus's time it is made at."),
    date: z.string().meta({ format: 'date' }),
    method: z.literal(METHOD).describe('How generation is forecast: see docs/models.md.'),
    clear_sky_index: z.number().describe('Share of the clear-sky generation that is taken to go on arriving, 0 to 1.'),
    basis: z
      .enum(['last hour', 'climate'])
      .describe('What the index is taken from: `climate` before the sun has told anything, and without a database.'),
    generation_rest_kwh: z.number().describe('Expected until midnight. Unit: kWh.'),
    consumption_rest_kwh: z.number().describe('Expected until midnight. Unit: kWh.'),
    items: z.array(forecastStepSchema).describe('All of the day.'),
  })
  .meta({ id: 'Forecast', description: 'What is expected of the rest of the day.' })

export const forecastRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/forecast',
  operationId: 'getForecast',
  tag: 'Weather',
  summary: 'What is expected of the rest of the day',
  description:
    'Made of what an operator knows: sun, arrays and inverters, the calendar and the last hour. Generation is the clear ' +
    "sky's, lowered as the last hour was; consumption is the usual course of the day in this warmth. The run's own future " +
    'is not looked at.',
  result: forecastSchema,
  problems: [503],
  async handle(_request, context) {
    const { facts } = context.live
    const { timeMs: nowMs, meanTemperatureC } = requireTick(context.live)
    const clock = new LocalClock(facts.run.time_zone)
    const { date, fromMs, toMs } = presentDay(context.live, clock)
    const sky = new PlantSky(facts.assets.solar, clock)
    const load = new ExpectedLoad(facts.assets.loads, clock)
    const { clearSkyIndex, basis, steps } = forecastDay({
      dayMs: [fromMs, toMs],
      nowMs,
      clearKw: (ms) => sky.at(ms).generationKw,
      loadKw: (ms) => load.at(ms, meanTemperatureC),
      measured: await latelyMeasured(context, nowMs),
      usualIndex: facts.assets.usualClearSkyIndex,
    })
    // Of the step that is under way, what is left.
    const rest = (kw: 'generationKw' | 'loadKw'): number =>
      steps.reduce((sum, step) => sum + (step[kw] ?? 0) * (Math.min(STEP_MS, step.endMs - nowMs) / 3_600_000), 0)
    return {
      made: utcText(nowMs),
      date,
      method: METHOD,
      clear_sky_index: rounded(clearSkyIndex, 3),
      basis,
      generation_rest_kwh: rounded(rest('generationKw'), 3),
      consumption_rest_kwh: rounded(rest('loadKw'), 3),
      items: steps.map(({ endMs, clearKw, generationKw, loadKw }) => ({
        timestamp: utcText(endMs),
        clear_sky_kw: rounded(clearKw, 3),
        generation_kw: rounded(generationKw, 3),
        consumption_kw: rounded(loadKw, 3),
      })),
    }
  },
})

/** Nothing where no database can tell. */
async function latelyMeasured(context: ApiContext, nowMs: number): Promise<readonly MeanPower[]> {
  try {
    return await generationPowers(context, nowMs - LOOK_BACK_MS, nowMs)
  } catch (error) {
    if (error instanceof ApiProblem) return []
    throw error
  }
}
