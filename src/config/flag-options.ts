/** @module The flags of `run`, as a command-line parser needs them. */

import type { SettingDefinition } from './setting-definition.ts'
import { SETTING_DEFINITIONS } from './setting-definitions.ts'
import type { SettingSources } from './setting-sources.ts'

/** One flag, ready to be declared. */
export interface FlagOption {
  /** Such as `--interval <seconds>`, `--resume` or `--no-server`. */
  readonly terms: string
  readonly description: string
  readonly variable: string
}

/** Every flag that sets something, in the order of the documentation. */
export const FLAG_OPTIONS: readonly FlagOption[] = SETTING_DEFINITIONS.flatMap((definition) => {
  const { flag, placeholder, variable } = definition
  if (flag === null) return []
  const terms = placeholder === null ? `--${flag}` : `--${flag} <${placeholder}>`
  return [{ terms, description: flagDescription(definition), variable }]
})

/**
 * Picks the settings out of parsed options, whose names are in camel case and whose `--no-x` is `x: false`, as
 * commander has them; other options are left out.
 *
 * @param options - parsed options, of which absent ones are undefined
 * @returns the flags of {@link SettingSources}
 */
export function settingFlags(options: Readonly<Record<string, unknown>>): SettingSources['flags'] {
  const flags: Record<string, string | boolean | undefined> = {}
  for (const { flag } of SETTING_DEFINITIONS) {
    if (flag === null) continue
    const negated = flag.startsWith('no-')
    const value = options[camelCase(negated ? flag.slice('no-'.length) : flag)]
    if (negated) flags[flag] = value === false
    else if (typeof value === 'string' || typeof value === 'boolean') flags[flag] = value
  }
  return flags
}

function flagDescription({ description, placeholder, defaultText, whenUnset, variable }: SettingDefinition): string {
  const fallback = defaultText === '' ? whenUnset : defaultText
  const notes = [placeholder === null || fallback === null ? [] : `default: ${fallback}`, `env: ${variable}`].flat()
  return `${description} (${notes.join('; ')})`
}

function camelCase(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}
