/** @module Every phrase of the page in every language; the English keys are what each language has to have. */

import * as alerts from './words/alerts.ts'
import * as batteries from './words/batteries.ts'
import * as campus from './words/campus.ts'
import * as certificates from './words/certificates.ts'
import * as charts from './words/charts.ts'
import * as control from './words/control.ts'
import * as energy from './words/energy.ts'
import * as frame from './words/frame.ts'
import * as ieee20305 from './words/ieee2030_5.ts'
import * as market from './words/market.ts'
import * as meters from './words/meters.ts'
import * as overview from './words/overview.ts'
import * as system from './words/system.ts'
import * as weather from './words/weather.ts'

export const english = {
  ...batteries.english,
  ...campus.english,
  ...alerts.english,
  ...certificates.english,
  ...charts.english,
  ...control.english,
  ...energy.english,
  ...frame.english,
  ...ieee20305.english,
  ...market.english,
  ...meters.english,
  ...overview.english,
  ...system.english,
  ...weather.english,
} as const

export type PhraseKey = keyof typeof english
export type Phrases = Readonly<Record<PhraseKey, string>>

export const thai: Phrases = {
  ...batteries.thai,
  ...campus.thai,
  ...alerts.thai,
  ...certificates.thai,
  ...charts.thai,
  ...control.thai,
  ...energy.thai,
  ...frame.thai,
  ...ieee20305.thai,
  ...market.thai,
  ...meters.thai,
  ...overview.thai,
  ...system.thai,
  ...weather.thai,
}
