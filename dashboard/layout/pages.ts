/** @module The pages there are, in the order of the navigation. */

import type { ComponentType } from 'preact'
import type { PhraseKey } from '../language/english.ts'
import { MetersPage } from '../pages/meters/meters-page.tsx'
import { OverviewPage } from '../pages/overview/overview-page.tsx'

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
  { path: 'meters', name: 'page.meters', key: 'm', Body: MetersPage },
]
