/** @module What a run is really set to and where each value came from, fit to be shown. */

import type { SettingDefinition } from './setting-definition.ts'
import { SETTING_DEFINITIONS } from './setting-definitions.ts'
import type { FindText } from './setting-sources.ts'
import type { Settings } from './settings.ts'
import { shownValue } from './shown-value.ts'

/** Where the value of a setting came from and how it was written there, without passwords. */
export interface SettingOrigin {
  readonly source: string
  readonly text: string
}

/** The value that counts for one variable. */
export interface EffectiveSetting extends SettingOrigin {
  readonly definition: SettingDefinition
}

/** One line of the table of effective settings. */
export interface EffectiveSettingRow {
  readonly name: string
  readonly value: string
  readonly source: string
}

type Origins = Record<keyof Settings, SettingOrigin>

/** Every variable with its text and source, in the order of the documentation. */
export function effectiveSettings(find: FindText): readonly EffectiveSetting[] {
  return SETTING_DEFINITIONS.map((definition) => {
    const { text, origin } = find(definition)
    return { definition, source: origin, text: shownValue(text, definition.secret) }
  })
}

/** The sources by field of {@link Settings}; a field of several variables names all their sources and texts. */
export function originsByField(settings: Settings, effective: readonly EffectiveSetting[]): Readonly<Origins> {
  const origins: Partial<Origins> = {}
  for (const field of new Set(effective.map(({ definition }) => definition.field))) {
    const parts = effective.filter(({ definition }) => definition.field === field)
    const source = [...new Set(parts.map((part) => part.source))].join(', ')
    origins[field] = { source, text: parts.map(({ text }) => text).join(' ') }
  }
  if (!coversEveryField(origins, settings)) throw new Error('A field of Settings has no definition')
  return origins
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

function coversEveryField(origins: Partial<Origins>, settings: Settings): origins is Origins {
  return Object.keys(settings).every((field) => field in origins)
}
