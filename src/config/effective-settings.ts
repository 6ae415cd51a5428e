/** @module What a run is really set to and where each value came from, fit to be shown. */

import type { Problem } from '../errors/problem.ts'
import type { SettingDefinition } from './setting-definition.ts'
import { SETTING_DEFINITIONS } from './setting-definitions.ts'
import type { FindText, GivenText } from './setting-sources.ts'
import type { Settings } from './settings.ts'
import { shownValue } from './shown-value.ts'

/** Where the value of a setting came from and how it was written there, without passwords: the begin of a problem. */
export type SettingOrigin = Required<Pick<Problem, 'source' | 'key' | 'value'>>

/** By field of {@link Settings}; a field of several variables names the sources of all. */
export type SettingOrigins = Readonly<Record<keyof Settings, SettingOrigin>>

/** The value that counts for one variable. */
export interface EffectiveSetting {
  readonly definition: SettingDefinition
  /** Where the value came from, in one phrase. */
  readonly source: string
  /** The value as it was written there, without passwords. */
  readonly text: string
}

/** One line of the table of effective settings. */
export interface EffectiveSettingRow {
  readonly name: string
  readonly value: string
  readonly source: string
}

/** Every variable with its text and source, in the order of the documentation. */
export function effectiveSettings(find: FindText): readonly EffectiveSetting[] {
  return SETTING_DEFINITIONS.map((definition) => {
    const { text, origin } = find(definition)
    return { definition, source: origin, text: shownValue(text, definition.secret) }
  })
}

/** The sources by field of {@link Settings}; a field of several variables names all their sources, keys and texts. */
export function originsByField(settings: Settings, find: FindText): SettingOrigins {
  const origins: Partial<Record<keyof Settings, SettingOrigin>> = {}
  for (const field of new Set(SETTING_DEFINITIONS.map((definition) => definition.field))) {
    const parts = SETTING_DEFINITIONS.filter((definition) => definition.field === field).map((definition) =>
      originOf(definition, find(definition)),
    )
    origins[field] = {
      source: [...new Set(parts.map(({ source }) => source))].join(', '),
      key: parts.map(({ key }) => key).join(' + '),
      value: parts.map(({ value }) => value).join(' + '),
    }
  }
  if (!coversEveryField(origins, settings)) throw new Error('A field of Settings has no definition')
  return origins
}

/** The begin of a problem with a setting. */
export function originOf({ secret }: SettingDefinition, { source, key, text }: GivenText): SettingOrigin {
  return { source, key, value: shownValue(text, secret) }
}

/** The rows `run --print-settings` shows: an unset setting says what that means, passwords are hidden. */
export function effectiveSettingsTable({
  effective,
}: {
  readonly effective: readonly EffectiveSetting[]
}): readonly EffectiveSettingRow[] {
  return effective.map(({ definition, source, text }) => ({
    name: definition.variable,
    value: text === '' ? `(${definition.whenUnset ?? 'empty'})` : text,
    source,
  }))
}

function coversEveryField(origins: Partial<SettingOrigins>, settings: Settings): origins is SettingOrigins {
  return Object.keys(settings).every((field) => field in origins)
}
