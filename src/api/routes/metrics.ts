/** @module Metrics for Prometheus. */

import * as z from 'zod'
import { Answer, defineRoute } from '../route.ts'

export const metricsRoute = defineRoute({
  method: 'GET',
  path: '/metrics',
  operationId: 'getMetrics',
  tag: 'System',
  summary: 'Metrics in the format of Prometheus',
  result: z.string(),
  mediaTypes: ['text/plain'],
  async handle(_request, { metrics }) {
    return new Answer<never>(await metrics.text(), { type: metrics.type })
  },
})
