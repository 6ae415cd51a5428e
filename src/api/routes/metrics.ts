/** @module Metrics for Prometheus. */

import * as z from 'zod'
import { meterMetrics } from '../metrics/meter-metrics.ts'
import { Answer, defineRoute } from '../route.ts'

export const metricsRoute = defineRoute({
  method: 'GET',
  path: '/metrics',
  operationId: 'getMetrics',
  tag: 'System',
  summary: 'Metrics in the format of Prometheus',
  query: z.strictObject({
    meters: z
      .enum(['true', 'false'])
      .optional()
      .describe('Whether each meter is told, too: seven series more for each; false unless given.'),
  }),
  result: z.string(),
  mediaTypes: ['text/plain'],
  problems: [422],
  async handle({ query }, { metrics, live, recorded }) {
    let text = await metrics.text()
    if (query.meters === 'true') {
      const readings = recorded.latestReadings(live.lastTick?.snapshot.tick ?? 0)
      text += `\n${await meterMetrics(live.facts.run.meters, readings)}`
    }
    return new Answer<never>(text, { type: metrics.type })
  },
})
