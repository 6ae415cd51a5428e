/** @module Everything a run is made from, read and validated. */

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createFleet } from '../campus/create-fleet.ts'
import type { Fleet } from '../campus/meter.ts'
import { constantEmissions, type DatedEmissions, namedEmissions } from '../certificates/emission-factors.ts'
import { parseEmissionFactors } from '../certificates/emission-file.ts'
import type { CampusFile } from '../config/campus-file.ts'
import type { SettingOrigin, SettingOrigins } from '../config/effective-settings.ts'
import { type FaultsFile, parseFaultsFile } from '../config/faults-file.ts'
import type { ResolvedSettings } from '../config/load-settings.ts'
import type { Settings, Site } from '../config/settings.ts'
import { parseTariffFile, type TariffFile } from '../config/tariff-file.ts'
import { UsageError } from '../errors/problem.ts'
import { COMMAND_STREAM, streamPath } from '../journal/journal-streams.ts'
import { toMicro } from '../market/money.ts'
import { flatTariff, scheduleTariff, type Tariff } from '../market/tariff.ts'
import { type LoadReplay, parseLoadCsv } from '../physics/load/load-replay.ts'
import { parseEpw } from '../physics/weather/epw.ts'
import type { RecordedYear } from '../physics/weather/recorded-year.ts'
import { type DatedCommand, parseCommandsFile } from '../simulation/commands/commands-file.ts'
import { fingerprint } from './fingerprint.ts'

export interface RunInputs {
  readonly settings: Settings
  /** Where each setting came from, for messages. */
  readonly origins: SettingOrigins
  readonly site: Site
  readonly campusFile: CampusFile
  readonly fleet: Fleet
  readonly recordedYear: RecordedYear | null
  readonly loadReplay: LoadReplay | null
  readonly tariff: Tariff
  /** What the tariff is made of; null for the rates of the settings. */
  readonly tariffFile: TariffFile | null
  /** Content of the file of emission factors, and what the run takes from it or from other settings. */
  readonly emissionText: string | null
  readonly emissions: DatedEmissions
  /** What goes wrong with meters; null when nothing does. */
  readonly faults: FaultsFile | null
  /** What the meters are told by a file, in the order of its times. */
  readonly commands: readonly DatedCommand[]
  /** Equal for runs that write the same journal from the same start. */
  readonly fingerprint: string
}

/**
 * Reads the recordings the settings name and puts the inputs of a run together.
 *
 * @throws UsageError when a recording cannot be read or does not fit
 */
export function loadRunInputs(
  { settings, origins }: Pick<ResolvedSettings, 'settings' | 'origins'>,
  site: Site,
  campusFile: CampusFile,
): RunInputs {
  const fleet = createFleet(settings, campusFile)
  const weatherText = readRecording(settings.weatherFile, origins.weatherFile, 'a readable EPW file')
  const loadText = readRecording(settings.loadFile, origins.loadFile, 'a readable CSV file')
  const tariffText = readRecording(settings.tariffFile, origins.tariffFile, 'a readable tariff file')
  const emissionText = readRecording(settings.emissionFactorFile, origins.emissionFactorFile, 'a readable CSV file')
  const faultsText = readRecording(settings.faultsFile, origins.faultsFile, 'a readable faults file')
  requireOtherCommands(settings, origins.commandsFile)
  const commandsText = readRecording(settings.commandsFile, origins.commandsFile, 'a readable file of commands')
  const tariffFile = tariffText === null ? null : readTariff(tariffText, settings)
  const texts = { weatherText, loadText, tariffText, emissionText, faultsText, commandsText }
  return {
    settings,
    origins,
    site,
    campusFile,
    fleet,
    recordedYear: weatherText === null ? null : parseEpw(weatherText, settings.weatherFile ?? ''),
    loadReplay: loadText === null ? null : parseLoadCsv(loadText, settings.loadFile ?? '', meterIds(fleet)),
    fingerprint: fingerprint({ settings, site, campusFile, ...texts }),
    tariff:
      tariffFile === null
        ? flatTariff(toMicro(settings.gridPurchaseRate), toMicro(settings.gridFeedInRate))
        : scheduleTariff(tariffFile),
    tariffFile,
    emissionText,
    emissions: runEmissions(settings, emissionText),
    faults: faultsText === null ? null : parseFaultsFile(faultsText, settings.faultsFile ?? '', meterIds(fleet)),
    commands: commandsText === null ? [] : parseCommandsFile(commandsText, settings.commandsFile ?? '', fleet),
  }
}

/**
 * The emission factors of a run.
 *
 * @param emissionText - content of the file the settings name; null when they name none
 * @throws UsageError when the file cannot be understood
 */
export function runEmissions(
  { emissionFactor, emissionFactorFile, carbonOffsetRate }: Settings,
  emissionText: string | null,
): DatedEmissions {
  if (emissionText !== null) {
    return parseEmissionFactors(emissionText, emissionFactorFile ?? '')
  }
  return emissionFactor === null ? constantEmissions(carbonOffsetRate) : namedEmissions(emissionFactor)
}

/** Commands are read before a run begins, and written while it goes. */
function requireOtherCommands({ commandsFile, outputFile }: Settings, origin: SettingOrigin): void {
  if (commandsFile !== null && resolve(commandsFile) === resolve(streamPath(outputFile, COMMAND_STREAM))) {
    const fix = 'Copy it, or give another --output: this run writes its own commands there'
    throw new UsageError([{ ...origin, expected: 'a file of commands that is not beside the output', fix }])
  }
}

function readTariff(text: string, settings: Settings): TariffFile {
  const source = settings.tariffFile ?? ''
  const file = parseTariffFile(text, source)
  if (file.currency !== settings.currency) {
    throw new UsageError([
      {
        source,
        key: 'currency',
        value: file.currency,
        expected: `the run's currency, ${settings.currency}`,
        fix: `Set CURRENCY=${file.currency} and the price limits with it`,
      },
    ])
  }
  return file
}

function readRecording(path: string | null, origin: SettingOrigin, expected: string): string | null {
  if (path === null) {
    return null
  }
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError([{ ...origin, expected, fix: `Reading it failed: ${reason}` }])
  }
}

function meterIds(fleet: Fleet): Set<string> {
  return new Set(Array.from({ length: fleet.size }, (_, i) => fleet.meter(i).meterId))
}
