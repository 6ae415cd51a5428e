/** @module Electricity a building draws per square metre at its design peak, from published densities. */

import type { BuildingType } from '../../campus/building-type.ts'
import { coolingFactor, DESIGN_TEMPERATURE_C } from './cooling-response.ts'
import { LOAD_SHAPES } from './load-shapes.ts'

/** What stands in one square metre of used floor, and how much of the gross floor it stands on. */
interface FloorUse {
  /** Installed light [W/m² of used floor]. */
  readonly lightWm2: number
  /** Installed plug loads and process equipment [W/m² of used floor]. */
  readonly plugWm2: number
  /** Used, lit and cooled floor per gross floor; the rest is corridors, stairs, shafts and plant [1]. */
  readonly netShare: number
  /** Share of the installed light and equipment that is on at the peak [1]. */
  readonly inUse: number
}

/**
 * Installed densities: City Energy Analyst (CEA), Singapore archetypes, unless noted; in use at the peak 0.9 as in the
 * school and office schedules of the DOE reference buildings, unless noted. Net shares are assumptions within what is
 * usual for the kind of building.
 *
 * - classroom: CEA university; eight of ten rooms are taught in at the peak.
 * - laboratory: CEA laboratory, with its 16.5 W/m² of process equipment.
 * - library: light of the DOE school library (13.99), which has reading places; CEA plug loads.
 * - dormitory, residential: DOE apartment; its schedule reaches 1; in one home light and appliances do not coincide (0.8).
 * - canteen: CEA restaurant, everything on at noon.
 * - student_center: a quarter canteen, 45 % library, 30 % gym by floor.
 * - sports: light of the DOE school gym (15.06); CEA gym plug loads.
 * - parking: light 0.19 W/ft² (ASHRAE 90.1-2013, parking garage), and chargers that add as much energy on a weekday,
 *   hence 2.05 · 3.08 W/m² in their busiest hour.
 * - workshop: CEA laboratory light and university plug loads, 0.7 of the machines on.
 *
 * @see City Energy Analyst, Singapore archetypes, https://github.com/architecture-building-systems/CityEnergyAnalyst
 * @see M. Deru et al., 2011, U.S. Department of Energy commercial reference building models, NREL/TP-5500-46861
 * @see ANSI/ASHRAE/IES Standard 90.1-2013, table 9.6.1
 */
const FLOOR_USE: Readonly<Record<BuildingType, FloorUse>> = {
  classroom: { lightWm2: 12, plugWm2: 16, netShare: 0.65, inUse: 0.8 },
  office: { lightWm2: 10, plugWm2: 11, netShare: 0.8, inUse: 0.9 },
  laboratory: { lightWm2: 12, plugWm2: 46.5, netShare: 0.6, inUse: 0.9 },
  library: { lightWm2: 13.99, plugWm2: 2, netShare: 0.85, inUse: 0.9 },
  dormitory: { lightWm2: 3.88, plugWm2: 5.38, netShare: 0.75, inUse: 1 },
  canteen: { lightWm2: 8.25, plugWm2: 31.7, netShare: 0.95, inUse: 1 },
  student_center: { lightWm2: 11.3, plugWm2: 9.4, netShare: 0.8, inUse: 0.9 },
  sports: { lightWm2: 15.06, plugWm2: 2, netShare: 0.9, inUse: 0.9 },
  parking: { lightWm2: 2.05, plugWm2: 6.31, netShare: 1, inUse: 1 },
  workshop: { lightWm2: 12, plugWm2: 16, netShare: 0.85, inUse: 0.7 },
  residential: { lightWm2: 3.88, plugWm2: 5.38, netShare: 0.8, inUse: 0.8 },
}

/**
 * Electricity at the design peak per gross floor area.
 *
 * density = net share · in use · (light + plug) · (1 + c/(1 − c) · f(31 °C)): cooling takes the share c of the
 * electricity at the reference temperature, and grows by the factor f to the design temperature.
 *
 * @returns the density [W/m² of gross floor area]
 */
export function designDensityWm2(type: BuildingType): number {
  const { lightWm2, plugWm2, netShare, inUse } = FLOOR_USE[type]
  const { coolingShare, coolingSensitivityPerC } = LOAD_SHAPES[type]
  const coolingPerOther =
    (coolingShare / (1 - coolingShare)) * coolingFactor(DESIGN_TEMPERATURE_C, coolingSensitivityPerC)
  return netShare * inUse * (lightWm2 + plugWm2) * (1 + coolingPerOther)
}
