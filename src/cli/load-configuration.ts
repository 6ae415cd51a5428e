/** @module Reads every source of settings of this process: flags, environment, `.env` and the campus file. */

import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type CampusFile, campusSite, parseCampusFile } from '../config/campus-file.ts'
import { campusFileChoice } from '../config/campus-file-choice.ts'
import type { SettingOrigin } from '../config/effective-settings.ts'
import { type ResolvedSettings, resolveSettings } from '../config/load-settings.ts'
import type { SettingSources } from '../config/setting-sources.ts'
import type { Site } from '../config/settings.ts'
import { UsageError } from '../errors/problem.ts'

export interface Configuration {
  readonly resolved: ResolvedSettings
  readonly campusFile: CampusFile
  readonly site: Site
}

const DOT_ENV: SettingOrigin = { source: '.env', key: 'file', value: '.env' }

/**
 * Loads and validates the configuration.
 *
 * @throws UsageError with a problem per fault
 */
export function loadConfiguration(flags: SettingSources['flags']): Configuration {
  const sources = { flags, environment: process.env, dotEnv: existsSync('.env') ? readText('.env', DOT_ENV) : null }
  const { path, isGiven, origin } = campusFileChoice(sources)
  const campusFilePath = isGiven || existsSync(path) ? path : shippedFile(path)
  const campusFile = parseCampusFile(readText(campusFilePath, origin), campusFilePath)
  const resolved = resolveSettings({ ...sources, campusSettings: definedSettings(campusFile), campusFilePath })
  return { resolved, campusFile, site: campusSite(campusFile) }
}

/** The default campus file comes with the program, for those who start it elsewhere. */
function shippedFile(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url))
}

function readText(path: string, origin: SettingOrigin): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError([{ ...origin, expected: 'a readable file', fix: `Reading it failed: ${reason}` }])
  }
}

/** The campus file's own settings, without those it leaves out. */
function definedSettings({ settings = {} }: CampusFile): SettingSources['campusSettings'] {
  const defined: Record<string, string | number | boolean> = {}
  for (const [name, value] of Object.entries(settings)) {
    if (value !== undefined) {
      defined[name] = value
    }
  }
  return defined
}
