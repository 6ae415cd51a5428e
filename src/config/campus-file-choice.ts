/** @module Which campus file is meant, before the other settings can be read: the file itself may hold some. */

import { RUN_SETTINGS } from './definitions/run-settings.ts'
import { originOf, type SettingOrigin } from './effective-settings.ts'
import { DEFAULT_LAYER, type SettingSources, settingLayers } from './setting-sources.ts'

export interface CampusFileChoice {
  /** As it was given. */
  readonly path: string
  /** False for the default, which the program also ships. */
  readonly isGiven: boolean
  readonly origin: SettingOrigin
}

/** Finds the path of the campus file in the flags, the environment or `.env`; what is wrong there is reported later. */
export function campusFileChoice(sources: Pick<SettingSources, 'flags' | 'environment' | 'dotEnv'>): CampusFileChoice {
  const definition = RUN_SETTINGS.campusFile
  const given = settingLayers({ ...sources, campusSettings: {}, campusFilePath: '' }).find(definition)
  return { path: given.text.trim(), isGiven: given.layer !== DEFAULT_LAYER, origin: originOf(definition, given) }
}
