/** @module The meters' names as JSON texts, encoded once for all writers of a fleet. */

import type { Fleet } from '../../campus/meter.ts'
import { TextTable } from '../../json/text-table.ts'

const textsOfFleet = new WeakMap<Fleet, TextTable>()

/** Text i is the quoted name of meter i. */
export function meterIdTexts(fleet: Fleet): TextTable {
  let texts = textsOfFleet.get(fleet)
  if (texts === undefined) {
    texts = new TextTable(fleet.size)
    for (let meter = 0; meter < fleet.size; meter++) {
      texts.add(JSON.stringify(fleet.meter(meter).meterId))
    }
    textsOfFleet.set(fleet, texts)
  }
  return texts
}
