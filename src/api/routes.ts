/** @module Every route of the HTTP interface, in the order of its documentation. */

import type { Route } from './route.ts'
import { alertsRoute } from './routes/alerts.ts'
import { batteriesRoute } from './routes/batteries.ts'
import { batteryHistoryRoute } from './routes/battery-history.ts'
import { billRoute } from './routes/bill.ts'
import { buildingsRoute } from './routes/buildings.ts'
import { campusRoute, runsRoute, settingsRoute } from './routes/campus.ts'
import { campusHistoryRoute } from './routes/campus-history.ts'
import { certificateProofRoute } from './routes/certificate-proof.ts'
import { retireCertificateRoute } from './routes/certificate-retirement.ts'
import { certificateTotalsRoute } from './routes/certificate-totals.ts'
import { certificateRoute, certificatesRoute } from './routes/certificates.ts'
import { pauseRoute, resumeRoute, speedRoute, stepRoute } from './routes/control.ts'
import { controlActionsRoute } from './routes/control-actions.ts'
import { demandResponseRoute } from './routes/control-demand-response.ts'
import { faultRoute } from './routes/control-fault.ts'
import { forecastRoute } from './routes/forecast.ts'
import { healthRoute, liveRoute, readyRoute } from './routes/health.ts'
import {
  operateUtilityRoute,
  readUtilityRoute,
  utilityOperationsRoute,
  utilityStatusRoute,
} from './routes/ieee2030_5.ts'
import { marketRoute, opportunitiesRoute, slotsRoute, tradesRoute } from './routes/market.ts'
import { bookRoute } from './routes/market-book.ts'
import { indicatorsRoute, pricesRoute } from './routes/market-history.ts'
import { meterHistoryRoute } from './routes/meter-history.ts'
import { meterQualityRoute } from './routes/meter-quality.ts'
import { meterRoute, metersRoute, readingsRoute } from './routes/meters.ts'
import { metricsRoute } from './routes/metrics.ts'
import { opportunityScoresRoute } from './routes/opportunity-scores.ts'
import { socketRoute } from './routes/socket.ts'
import { statusRoute } from './routes/status.ts'
import { streamRoute } from './routes/stream.ts'
import { sunRoute } from './routes/sun.ts'
import { weatherRoute } from './routes/weather.ts'
import { weatherHistoryRoute } from './routes/weather-history.ts'

export const ROUTES: readonly Route[] = [
  statusRoute,
  campusRoute,
  campusHistoryRoute,
  settingsRoute,
  runsRoute,
  buildingsRoute,
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
  meterQualityRoute,
  readingsRoute,
  batteriesRoute,
  batteryHistoryRoute,
  weatherRoute,
  weatherHistoryRoute,
  sunRoute,
  forecastRoute,
  marketRoute,
  slotsRoute,
  opportunitiesRoute,
  opportunityScoresRoute,
  bookRoute,
  pricesRoute,
  indicatorsRoute,
  tradesRoute,
  billRoute,
  certificatesRoute,
  certificateTotalsRoute,
  certificateRoute,
  certificateProofRoute,
  retireCertificateRoute,
  alertsRoute,
  streamRoute,
  socketRoute,
  utilityStatusRoute,
  utilityOperationsRoute,
  readUtilityRoute,
  operateUtilityRoute,
  healthRoute,
  liveRoute,
  readyRoute,
  metricsRoute,
]
