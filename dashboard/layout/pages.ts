/** @module The pages there are, in the order of the navigation. */

import type { ComponentType } from 'preact'
import type { PhraseKey } from '../language/phrases.ts'
import { AlertsPage } from '../pages/alerts/alerts-page.tsx'
import { BatteriesPage } from '../pages/batteries/batteries-page.tsx'
import { CampusPage } from '../pages/campus/campus-page.tsx'
import { CertificatesPage } from '../pages/certificates/certificates-page.tsx'
import { Ieee2030_5Page } from '../pages/ieee2030_5/ieee2030_5-page.tsx'
import { MarketPage } from '../pages/market/market-page.tsx'
import { MetersPage } from '../pages/meters/meters-page.tsx'
import { OverviewPage } from '../pages/overview/overview-page.tsx'
import { SystemPage } from '../pages/system/system-page.tsx'
import { WeatherPage } from '../pages/weather/weather-page.tsx'

export interface Page {
  /** First part of its address. */
  readonly path: string
  readonly name: PhraseKey
  /** Pressed after `g`. */
  readonly key: string
  readonly Body: ComponentType
}

export const PAGES: readonly Page[] = [
  { path: '', name: 'page.overview', key: 'o', Body: OverviewPage },
  { path: 'campus', name: 'page.campus', key: 'p', Body: CampusPage },
  { path: 'meters', name: 'page.meters', key: 'm', Body: MetersPage },
  { path: 'market', name: 'page.market', key: 'k', Body: MarketPage },
  { path: 'certificates', name: 'page.certificates', key: 'c', Body: CertificatesPage },
  { path: 'weather', name: 'page.weather', key: 'w', Body: WeatherPage },
  { path: 'batteries', name: 'page.batteries', key: 'b', Body: BatteriesPage },
  { path: 'ieee2030_5', name: 'page.ieee2030_5', key: 'i', Body: Ieee2030_5Page },
  { path: 'alerts', name: 'page.alerts', key: 'a', Body: AlertsPage },
  { path: 'system', name: 'page.system', key: 's', Body: SystemPage },
]
