/** @module Every route of the HTTP interface, in the order of its documentation. */

import type { Route } from './route.ts'
import { billRoute } from './routes/bill.ts'
import { campusRoute, runsRoute, settingsRoute } from './routes/campus.ts'
import { certificateRoute, certificatesRoute } from './routes/certificates.ts'
import { pauseRoute, resumeRoute, speedRoute, stepRoute } from './routes/control.ts'
import { controlActionsRoute } from './routes/control-actions.ts'
import { demandResponseRoute } from './routes/control-demand-response.ts'
import { faultRoute } from './routes/control-fault.ts'
import { healthRoute, liveRoute, readyRoute } from './routes/health.ts'
import {
  operateUtilityRoute,
  readUtilityRoute,
  utilityOperationsRoute,
  utilityStatusRoute,
} from './routes/ieee2030_5.ts'
import { marketRoute, opportunitiesRoute, slotsRoute, tradesRoute } from './routes/market.ts'
import { meterHistoryRoute } from './routes/meter-history.ts'
import { meterRoute, metersRoute, readingsRoute } from './routes/meters.ts'
import { metricsRoute } from './routes/metrics.ts'
import { statusRoute } from './routes/status.ts'
import { streamRoute } from './routes/stream.ts'
import { weatherRoute } from './routes/weather.ts'

export const ROUTES: readonly Route[] = [
  statusRoute,
  campusRoute,
  settingsRoute,
  runsRoute,
  pauseRoute,
  resumeRoute,
  stepRoute,
  speedRoute,
  faultRoute,
  demandResponseRoute,
  controlActionsRoute,
  metersRoute,
  meterRoute,
  meterHistoryRoute,
  readingsRoute,
  weatherRoute,
  marketRoute,
  slotsRoute,
  opportunitiesRoute,
  tradesRoute,
  billRoute,
  certificatesRoute,
  certificateRoute,
  streamRoute,
  utilityStatusRoute,
  utilityOperationsRoute,
  readUtilityRoute,
  operateUtilityRoute,
  healthRoute,
  liveRoute,
  readyRoute,
  metricsRoute,
]
