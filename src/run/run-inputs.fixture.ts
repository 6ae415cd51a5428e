/** @module Inputs of small runs for tests: the default settings, the UTCC campus file, a fleet. */

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createFleet } from '../campus/create-fleet.ts'
import { type CampusFile, campusSite, parseCampusFile } from '../config/campus-file.ts'
import type { SettingOrigin, SettingOrigins } from '../config/effective-settings.ts'
import { resolveSettings } from '../config/load-settings.ts'
import type { Settings, Site } from '../config/settings.ts'
import { toMicro } from '../market/money.ts'
import { flatTariff } from '../market/tariff.ts'
import { fingerprint } from './fingerprint.ts'
import { type RunInputs, runEmissions } from './run-inputs.ts'

/** Midnight of a Monday in the hot semester. */
export const START_MS = Date.parse('2025-03-10T00:00:00+07:00')

const UTCC_PATH = fileURLToPath(new URL('../../config/utcc_campus_config.json', import.meta.url))
const UTCC_FILE = parseCampusFile(readFileSync(UTCC_PATH, 'utf8'), UTCC_PATH)

const { settings: DEFAULTS, origins: DEFAULT_ORIGINS } = resolveSettings({
  flags: {},
  environment: {},
  dotEnv: null,
  campusSettings: {},
  campusFilePath: UTCC_PATH,
})

/** A fresh copy of the campus file, so that a test may change its own. */
export function utccCampusFile(): CampusFile {
  return structuredClone(UTCC_FILE)
}

export const UTCC_SITE: Site = campusSite(UTCC_FILE)

export function testSettings(changes: Partial<Settings> = {}): Settings {
  return { ...DEFAULTS, startMs: START_MS, ...changes }
}

/** What a test changes comes from the test. */
function testOrigins(changes: Partial<Settings>): SettingOrigins {
  const changed = Object.entries(changes).map(([field, value]): [string, SettingOrigin] => [
    field,
    { source: 'test', key: field, value: String(value) },
  ])
  return { ...DEFAULT_ORIGINS, ...Object.fromEntries(changed) }
}

/** Inputs without recordings; `meters: null` is the UTCC campus. */
export function testInputs(changes: Partial<Settings> = {}, campusFile: CampusFile = utccCampusFile()): RunInputs {
  const settings = testSettings(changes)
  const site = campusSite(campusFile)
  return {
    settings,
    origins: testOrigins(changes),
    site,
    campusFile,
    fleet: createFleet(settings, campusFile),
    recordedYear: null,
    loadReplay: null,
    tariff: flatTariff(toMicro(settings.gridPurchaseRate), toMicro(settings.gridFeedInRate)),
    tariffFile: null,
    emissionText: null,
    emissions: runEmissions(settings, null),
    faults: null,
    commands: [],
    fingerprint: fingerprint({
      settings,
      site,
      campusFile,
      weatherText: null,
      loadText: null,
      tariffText: null,
      emissionText: null,
      faultsText: null,
      commandsText: null,
    }),
  }
}
