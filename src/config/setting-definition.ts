/** @module What is written down about one setting; help, documentation, validation and messages all derive from it. */

import type { Settings } from './settings.ts'
import type { Secrecy } from './shown-value.ts'
import type { SettingValue, ValueKind } from './value-kinds.ts'

/** One setting as a flag, an environment variable and perhaps a campus-file key. */
export interface SettingDefinition<T extends SettingValue = SettingValue> extends ValueKind<T> {
  /** Name of the environment variable; also the key in `.env` and in a campus file's `settings`. */
  readonly variable: string
  /** The field of {@link Settings} it fills, alone or together with its siblings. */
  readonly field: keyof Settings
  /** Name of the flag of `run`, without dashes; null when there is none. */
  readonly flag: string | null
  /** The default as a user would write it; empty when unset by default. */
  readonly defaultText: string
  /** What being unset means; null when there is always a value. */
  readonly whenUnset: string | null
  /** One sentence. */
  readonly description: string
  /** Whether a campus file may set it: what describes the campus may, what belongs to one run on one machine may not. */
  readonly inCampusFile: boolean
  /** Whether the value can hold a password, or is one as a `whole`; passwords are never shown. */
  readonly secret: Secrecy
}

/** Settings that are explained together. */
export interface SettingGroup {
  readonly title: string
  /** Shown under the title; empty for nothing. */
  readonly note: string
  readonly definitions: readonly SettingDefinition[]
}

type Described = Pick<SettingDefinition, 'field' | 'defaultText' | 'description'>
type Optional = Partial<Pick<SettingDefinition, 'flag' | 'whenUnset' | 'inCampusFile' | 'secret'>>

/** Writes one row of the table of settings. */
export function setting<T extends SettingValue>(
  variable: string,
  kind: ValueKind<T>,
  { flag = null, whenUnset = null, inCampusFile = false, secret = false, ...described }: Described & Optional,
): SettingDefinition<T> {
  return { variable, ...kind, flag, whenUnset, inCampusFile, secret, ...described }
}
