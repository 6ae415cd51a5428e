/** @module The fleet a run is about: the campus file's meters, or generated ones. */

import type { CampusFile } from '../config/campus-file.ts'
import type { Settings } from '../config/settings.ts'
import { campusFleet } from './campus-fleet.ts'
import { generatedFleet } from './generated-fleet.ts'
import type { Fleet } from './meter.ts'

/** Makes the fleet the settings ask for; the same inputs make the same meters in every thread. */
export function createFleet(settings: Settings, campusFile: CampusFile): Fleet {
  return settings.meters === null ? campusFleet(campusFile, settings) : generatedFleet(settings)
}
