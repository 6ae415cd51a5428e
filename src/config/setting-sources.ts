/** @module Where settings come from, and which source wins: flags, environment, `.env`, campus file, defaults. */

import type { Problem } from '../errors/problem.ts'
import { parseDotEnv } from './dot-env.ts'
import { nearestName } from './nearest-name.ts'
import type { SettingDefinition } from './setting-definition.ts'
import { CAMPUS_FILE_SETTING_NAMES, SETTING_DEFINITIONS } from './setting-definitions.ts'
import { shownValue } from './shown-value.ts'

/** Everything settings are read from, as raw text. */
export interface SettingSources {
  /** By name of the flag without dashes; a switch that was given is true, what was not given is absent or false. */
  readonly flags: Readonly<Record<string, string | boolean | undefined>>
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Content of `.env`; null when there is none. */
  readonly dotEnv: string | null
  /** The `settings` object of the campus file. */
  readonly campusSettings: Readonly<Record<string, string | number | boolean>>
  /** Path of the campus file, for messages. */
  readonly campusFilePath: string
}

/** A setting's text and where it was written. */
export interface GivenText {
  readonly text: string
  /** Where it came from, and what it is called there: a flag, a variable, a key. */
  readonly source: string
  readonly key: string
  /** Where it came from in one phrase. */
  readonly origin: string
  /** 0 for the nearest source, the flags, up to DEFAULT_LAYER. */
  readonly layer: number
}

/** Rank of the defaults, the farthest source. */
export const DEFAULT_LAYER = 4

/** Finds the text that counts for a setting; the default when no source gives one. */
export type FindText = (definition: SettingDefinition) => GivenText

/** The sources in order of precedence. */
export interface SettingLayers {
  readonly find: FindText
  /** What is wrong with the sources themselves: unknown names, malformed lines. */
  readonly problems: readonly Problem[]
}

/** Names up to this length differ by more than a slip when they differ in two characters: API_HOST is not API_PORT. */
const SHORT_NAME = 12

/** Orders the sources, and checks the names in them. */
export function settingLayers(sources: SettingSources): SettingLayers {
  const dotEnv = parseDotEnv(sources.dotEnv ?? '')
  const { environment, campusSettings, campusFilePath } = sources

  const fromFlags = ({ flag, placeholder }: SettingDefinition): GivenText | null => {
    const value = flag === null ? undefined : sources.flags[flag]
    if (value === undefined || value === false) return null
    const text = value === true ? (placeholder === null ? 'true' : '') : value
    return { text, source: 'command line', key: `--${flag}`, origin: `--${flag}`, layer: 0 }
  }
  const fromEnvironment = ({ variable }: SettingDefinition): GivenText | null => {
    const text = environment[variable]?.trim() ?? ''
    return text === '' ? null : { text, source: 'environment', key: variable, origin: 'environment', layer: 1 }
  }
  const fromDotEnv = ({ variable }: SettingDefinition): GivenText | null => {
    const { value = '', line } = dotEnv.entries.get(variable) ?? {}
    const source = `.env:${line}`
    return value.trim() === '' ? null : { text: value, source, key: variable, origin: source, layer: 2 }
  }
  const fromCampusFile = ({ variable, inCampusFile }: SettingDefinition): GivenText | null => {
    if (!inCampusFile || !Object.hasOwn(campusSettings, variable)) return null
    const text = String(campusSettings[variable])
    return { text, source: campusFilePath, key: `settings.${variable}`, origin: campusFilePath, layer: 3 }
  }
  const fromDefaults = ({ variable, defaultText: text }: SettingDefinition): GivenText => {
    return { text, source: 'default', key: variable, origin: 'default', layer: DEFAULT_LAYER }
  }
  return {
    find: (definition) =>
      fromFlags(definition) ??
      fromEnvironment(definition) ??
      fromDotEnv(definition) ??
      fromCampusFile(definition) ??
      fromDefaults(definition),
    problems: [
      ...unknownFlags(Object.keys(sources.flags)),
      ...dotEnv.problems,
      ...[...dotEnv.entries].flatMap(([name, { line }]) => misspeltVariable(name, `.env:${line}`)),
      ...Object.keys(campusSettings).flatMap((name) => unknownCampusSetting(name, campusFilePath)),
    ],
  }
}

function unknownFlags(names: readonly string[]): Problem[] {
  const known = SETTING_DEFINITIONS.flatMap(({ flag }) => flag ?? [])
  return names
    .filter((name) => !known.includes(name))
    .map((name) => {
      const nearest = nearestName(name, known)
      const expected = `one of ${known.map((flag) => `--${flag}`).join(', ')}`
      return { source: 'command line', key: `--${name}`, expected, ...didYouMean(nearest && `--${nearest}`) }
    })
}

/** `.env` is shared with other programs, so only names that are nearly ours are refused. */
function misspeltVariable(name: string, source: string): Problem[] {
  const known = SETTING_DEFINITIONS.map(({ variable }) => variable)
  if (known.includes(name)) return []
  const nearest = nearestName(name, known, name.length > SHORT_NAME ? 2 : 1)
  if (nearest === null) return []
  return [{ source, key: name, expected: 'the name of a setting', ...didYouMean(nearest) }]
}

function unknownCampusSetting(name: string, campusFilePath: string): Problem[] {
  if (CAMPUS_FILE_SETTING_NAMES.includes(name)) return []
  const problem = { source: campusFilePath, key: `settings.${shownValue(name, false)}` }
  const expected = `one of ${CAMPUS_FILE_SETTING_NAMES.join(', ')}`
  if (SETTING_DEFINITIONS.some(({ variable }) => variable === name)) {
    return [
      { ...problem, expected, fix: `${name} belongs to a run, not to a campus: set it in the environment or .env` },
    ]
  }
  return [{ ...problem, expected, ...didYouMean(nearestName(name, CAMPUS_FILE_SETTING_NAMES)) }]
}

function didYouMean(name: string | null): { fix?: string } {
  return name === null ? {} : { fix: `Did you mean ${name}?` }
}
