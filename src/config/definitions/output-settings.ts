/** @module The settings of what a run writes and listens on. */

import { setting } from '../setting-definition.ts'
import { LOG_LEVELS } from '../settings.ts'
import { accessToken, choice, filePath, hostAddress, optional, port, toggle, wholeNumber } from '../value-kinds.ts'

export const OUTPUT_SETTINGS = {
  outputFile: setting('OUTPUT_FILE', filePath(), {
    field: 'outputFile',
    flag: 'output',
    defaultText: 'data/meter_readings.jsonl',
    description: 'The readings, one JSON object per line.',
  }),
  outputKeepDays: setting('OUTPUT_KEEP_DAYS', wholeNumber(0, 36_525, 'days'), {
    field: 'outputKeepDays',
    flag: 'keep-days',
    defaultText: '0',
    description: 'Closed daily files a live run keeps beside the current one; 0 keeps all.',
  }),
  summaryFile: setting('SUMMARY_FILE', optional(filePath()), {
    field: 'summaryFile',
    flag: 'summary',
    defaultText: '',
    whenUnset: 'only the printed table',
    description: "Where the run's summary is written as JSON.",
  }),
  quiet: setting('QUIET', toggle(), {
    field: 'quiet',
    flag: 'quiet',
    defaultText: 'false',
    description: 'Shows neither live view nor progress, only warnings and errors.',
  }),
  logLevel: setting('LOG_LEVEL', choice(LOG_LEVELS), {
    field: 'logLevel',
    flag: 'log-level',
    defaultText: 'info',
    description: 'The least important messages still logged.',
  }),
}

export const SERVER_SETTINGS = {
  server: setting('NO_SERVER', toggle({ inverted: true }), {
    field: 'server',
    flag: 'no-server',
    defaultText: 'false',
    description: 'Opens no network listener at all.',
  }),
  apiPort: setting('API_PORT', port(), {
    field: 'apiPort',
    defaultText: '8080',
    description: 'Port of the HTTP interface of a live run.',
  }),
  apiHost: setting('API_HOST', hostAddress(), {
    field: 'apiHost',
    defaultText: '127.0.0.1',
    description: 'Address the HTTP interface listens on; any but a loopback address needs API_TOKEN.',
  }),
  apiToken: setting('API_TOKEN', optional(accessToken()), {
    field: 'apiToken',
    defaultText: '',
    whenUnset: 'the one in `api-token` beside the output file, which the first start makes',
    secret: 'whole',
    description: 'What clients of the HTTP interface prove themselves with.',
  }),
  ieee2030Port: setting('IEEE2030_5_PORT', port(), {
    field: 'ieee2030Port',
    defaultText: '8444',
    description: 'Port of the IEEE 2030.5 server, on 127.0.0.1.',
  }),
  metricsPort: setting('METRICS_PORT', optional(port()), {
    field: 'metricsPort',
    defaultText: '',
    whenUnset: 'no other port than API_PORT, which has them at /metrics',
    description: 'Port of API_HOST that has the metrics for Prometheus and nothing else.',
  }),
}
