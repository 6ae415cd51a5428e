/** @module The one table of all settings: help, documentation, validation and unknown-key detection derive from it. */

import { ALERT_SETTINGS } from './definitions/alert-settings.ts'
import { IEEE2030_SETTINGS } from './definitions/ieee2030-settings.ts'
import { MARKET_SETTINGS, TRADING_SETTINGS } from './definitions/market-settings.ts'
import { METER_TYPE_SETTINGS, WEATHER_SETTINGS } from './definitions/model-settings.ts'
import { OUTPUT_SETTINGS, SERVER_SETTINGS } from './definitions/output-settings.ts'
import { RUN_SETTINGS } from './definitions/run-settings.ts'
import { DELIVERY_SETTINGS, KAFKA_SETTINGS, REDIS_SETTINGS, SERVICE_SETTINGS } from './definitions/service-settings.ts'
import type { SettingDefinition, SettingGroup } from './setting-definition.ts'

/** All settings, in the order people read them. */
export const SETTING_GROUPS: readonly SettingGroup[] = [
  { title: 'Run', note: '', definitions: Object.values(RUN_SETTINGS) },
  { title: 'Output', note: '', definitions: Object.values(OUTPUT_SETTINGS) },
  { title: 'Weather', note: '', definitions: WEATHER_SETTINGS },
  { title: 'Generated fleet', note: '', definitions: METER_TYPE_SETTINGS },
  { title: 'Prices and carbon', note: '', definitions: Object.values(MARKET_SETTINGS) },
  { title: 'Market and certificates', note: '', definitions: Object.values(TRADING_SETTINGS) },
  { title: 'Network', note: '', definitions: Object.values(SERVER_SETTINGS) },
  { title: 'Alerts', note: '', definitions: Object.values(ALERT_SETTINGS) },
  { title: 'IEEE 2030.5', note: '', definitions: Object.values(IEEE2030_SETTINGS) },
  {
    title: 'Services',
    note: 'Checked by `check`; unset ones are not used.',
    definitions: Object.values(SERVICE_SETTINGS),
  },
  { title: 'Delivery', note: '', definitions: Object.values(DELIVERY_SETTINGS) },
  { title: 'Kafka', note: '', definitions: Object.values(KAFKA_SETTINGS) },
  { title: 'Redis', note: '', definitions: Object.values(REDIS_SETTINGS) },
]

/** Every setting once. */
export const SETTING_DEFINITIONS: readonly SettingDefinition[] = SETTING_GROUPS.flatMap(
  ({ definitions }) => definitions,
)

/** Names that may appear in the `settings` object of a campus file. */
export const CAMPUS_FILE_SETTING_NAMES: readonly string[] = SETTING_DEFINITIONS.filter(
  ({ inCampusFile }) => inCampusFile,
).map(({ variable }) => variable)
