/** @module One roof orientation: from the sky's light to direct current per kilowatt-peak. */

import { RADIANS_PER_DEGREE } from './angle.ts'
import { faimanCellC } from './cell-temperature.ts'
import { cosIncidence, iamPhysical } from './incidence.ts'
import { combinedLoss, PVWATTS_LOSSES, pvwattsDc } from './pv-array.ts'
import type { SkyIrradiance } from './sky-irradiance.ts'
import type { SunPosition } from './sun-position.ts'
import { groundReflected, hayDaviesSky } from './transposition.ts'

export type { SkyIrradiance } from './sky-irradiance.ts'

/** How a roof lies. */
export interface RoofPlane {
  /** From horizontal [°]. */
  readonly tiltDeg: number
  /** Direction it faces, from north clockwise [°]. */
  readonly azimuthDeg: number
}

/** What modules on a plane feel and yield at one instant; written into, once per tick. */
export interface PlaneConditions {
  /** Irradiance on the plane [W/m²]. */
  poaWm2: number
  /** What of it passes the glass [W/m²]. */
  effectiveWm2: number
  /** Cell temperature [°C]. */
  cellC: number
  /** Direct current after system losses per installed power [kW/kWp]; exactly 0 at night. */
  dcPerKwp: number
}

/** Where the sun's light comes from, in the form that planes need: the same for all of them. */
export interface SunDirection {
  readonly cosZenith: number
  readonly sinZenith: number
  /** From north clockwise [°]. */
  readonly azimuthDeg: number
}

/** The apparent zenith angle counts, for light comes from where the sun is seen. */
export function sunDirection({ apparentZenithDeg, azimuthDeg }: SunPosition): SunDirection {
  const zenith = apparentZenithDeg * RADIANS_PER_DEGREE
  return { cosZenith: Math.cos(zenith), sinZenith: Math.sin(zenith), azimuthDeg }
}

/** Reflectance of ordinary ground, the usual assumption where none is measured. */
const DEFAULT_ALBEDO = 0.2

/** Share of direct current left by the losses of a typical system. */
const AFTER_LOSSES = 1 - combinedLoss(PVWATTS_LOSSES)

/**
 * Photovoltaics on one plane: Hay–Davies transposition, physical incidence-angle modifier on the beam, Faiman cell
 * temperature under the full irradiance, PVWatts power and losses.
 *
 * @see the functions it wires, for their sources
 */
export class PlaneModel {
  readonly #azimuthDeg: number
  readonly #cosTilt: number
  readonly #sinTilt: number
  readonly #albedo: number

  /**
   * @param plane - how the roof lies
   * @param albedo - reflectance of the ground around, 0 to 1
   */
  constructor(plane: RoofPlane, albedo: number = DEFAULT_ALBEDO) {
    this.#azimuthDeg = plane.azimuthDeg
    this.#cosTilt = Math.cos(plane.tiltDeg * RADIANS_PER_DEGREE)
    this.#sinTilt = Math.sin(plane.tiltDeg * RADIANS_PER_DEGREE)
    this.#albedo = albedo
  }

  /**
   * Conditions on the plane at one instant.
   *
   * @param sky - irradiance [W/m²]
   * @param sun - where its beam comes from
   * @param ambientC - air temperature [°C]
   * @param windMs - wind speed at the modules [m/s]
   * @param out - receives the conditions; without light the cells are as warm as the air and all else is exactly 0
   */
  evaluate(sky: SkyIrradiance, sun: SunDirection, ambientC: number, windMs: number, out: PlaneConditions): void {
    const { ghiWm2, dniWm2, dhiWm2 } = sky
    if (ghiWm2 <= 0) {
      out.poaWm2 = 0
      out.effectiveWm2 = 0
      out.cellC = ambientC
      out.dcPerKwp = 0
      return
    }
    const { cosZenith, sinZenith } = sun
    const cosAzimuthDifference = Math.cos((sun.azimuthDeg - this.#azimuthDeg) * RADIANS_PER_DEGREE)
    const cosAoi = cosIncidence(this.#cosTilt, this.#sinTilt, cosZenith, sinZenith, cosAzimuthDifference)

    const beamWm2 = dniWm2 * Math.max(cosAoi, 0)
    const skyWm2 = hayDaviesSky(dhiWm2, dniWm2, sky.extraterrestrialNormalWm2, this.#cosTilt, cosAoi, cosZenith)
    const diffuseWm2 = skyWm2 + groundReflected(ghiWm2, this.#albedo, this.#cosTilt)

    out.poaWm2 = beamWm2 + diffuseWm2
    out.effectiveWm2 = beamWm2 * iamPhysical(cosAoi) + diffuseWm2
    out.cellC = faimanCellC(out.poaWm2, ambientC, windMs)
    out.dcPerKwp = pvwattsDc(out.effectiveWm2, out.cellC, 1) * AFTER_LOSSES
  }
}
