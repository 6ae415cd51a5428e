/** @module Describes a run for those who read its journal without its settings. */

import type { Fleet } from '../campus/meter.ts'
import { derivedRunId, type ManifestSource } from '../journal/manifest-file.ts'
import type { MeterEntry } from '../journal/run-manifest.ts'
import { utcText } from '../time/utc-text.ts'
import { programVersion } from './program-version.ts'
import type { RunInputs } from './run-inputs.ts'

/** @param startMs - begin of the first interval [ms since 1970 UTC] */
export function describeRun(inputs: RunInputs, startMs: number): ManifestSource {
  const { settings, site, fleet, fingerprint } = inputs
  return {
    format: 1,
    run_id: settings.runId ?? derivedRunId(fingerprint, startMs),
    fingerprint,
    program_version: programVersion(),
    campus: site.name,
    time_zone: site.timeZone,
    currency: settings.currency,
    market: settings.marketMechanism,
    start: utcText(startMs),
    interval_seconds: settings.intervalSeconds,
    seed: settings.seed,
    meters: { [Symbol.iterator]: () => meterEntries(fleet) },
  }
}

function* meterEntries(fleet: Fleet): Generator<MeterEntry> {
  for (let i = 0; i < fleet.size; i++) {
    const { meterId, meterType, userType, location, building, zone, pv, battery } = fleet.meter(i)
    yield {
      meter_id: meterId,
      meter_type: meterType,
      user_type: userType,
      location,
      building,
      zone,
      pv_capacity_kw: pv?.kwp ?? 0,
      battery_capacity_kwh: battery?.capacityKwh ?? 0,
    }
  }
}
