/** @module Reads the text of a campus file: a description of the campus, or every fault in it with its path. */

import { UsageError } from '../errors/problem.ts'
import { campusFaults } from './campus-checks.ts'
import { type CampusFile, campusFileSchema } from './campus-schema.ts'
import { parseJsonDocument } from './json-document.ts'
import type { Site } from './settings.ts'

export type { CampusFile, CampusFileMeter } from './campus-schema.ts'

/**
 * Reads a campus file.
 *
 * @param text - the content of the file
 * @param source - the file's path, for messages
 * @returns the campus, with the defaults of batteries filled in
 * @throws UsageError with one problem per fault: malformed JSON by line and column, everything else by path such as
 *   `meters[3].capacity_kw`
 */
export function parseCampusFile(text: string, source: string): CampusFile {
  const file = parseJsonDocument(text, source, campusFileSchema)
  const faults = campusFaults(file)
  if (faults.length > 0) throw new UsageError(faults.map((fault) => ({ source, ...fault })))
  return file
}

/** The site of a campus: where the sun is seen from and which grid it is on. */
export function campusSite({ campus }: CampusFile): Site {
  return {
    name: campus.name,
    latitudeDeg: campus.latitude,
    longitudeDeg: campus.longitude,
    elevationM: campus.elevation_m,
    timeZone: campus.time_zone,
    nominalVoltageV: campus.nominal_voltage,
    nominalFrequencyHz: campus.nominal_frequency,
  }
}
