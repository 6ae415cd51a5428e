/** @module Where the buildings of a campus stand in its picture; no reading depends on it. */

import type { CampusFile } from '../config/campus-file.ts'
import type { Outline } from '../config/plan-schema.ts'
import type { Settings } from '../config/settings.ts'

export interface PlannedBuilding {
  readonly building: string
  /** For the picture. */
  readonly label: string
  readonly outlineM: Outline
}

/** In the order of the file; null where nothing is drawn, as for generated fleets, which have other buildings. */
export function campusPlan(
  { plan }: Pick<CampusFile, 'plan'>,
  { meters }: Pick<Settings, 'meters'>,
): readonly PlannedBuilding[] | null {
  if (plan === undefined || meters !== null) return null
  return plan.buildings.map(({ building, label = building, outline_m }) => ({ building, label, outlineM: outline_m }))
}
