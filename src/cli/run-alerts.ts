/** @module Has a live run watched for alerts. */

import type { RunManifest } from '../journal/run-manifest.ts'
import { type WatchObserver, WatchThread } from '../monitoring/watch/watch-thread.ts'
import type { RunInputs } from '../run/run-inputs.ts'

export function watchRun({ settings, site, fleet }: RunInputs, run: RunManifest, observer: WatchObserver): WatchThread {
  const { outputFile, intervalSeconds, currency, alertWebhookUrl: url, alertWebhookSecret: secret } = settings
  const meters = Array.from({ length: fleet.size }, (_, index) => {
    const { meterId, pv, battery } = fleet.meter(index)
    return { meterId, pv, battery }
  })
  const campus = {
    name: site.name,
    intervalMs: intervalSeconds * 1000,
    startMs: Date.parse(run.start),
    nominalVoltageV: site.nominalVoltageV,
    currency,
  }
  const webhook = url === null || secret === null ? null : { url, secret }
  return new WatchThread({ campus, meters, outputFile, runId: run.run_id, webhook }, observer)
}
