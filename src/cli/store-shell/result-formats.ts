/** @module The formats of results, by name. */

import type { ScreenSize } from '../terminal/screen-size.ts'
import { CsvWriter } from './csv-writer.ts'
import { JsonWriter } from './json-writer.ts'
import type { Print } from './print.ts'
import type { ResultWriter } from './result-writer.ts'
import { TableWriter } from './table-writer.ts'

export const RESULT_FORMATS = ['table', 'csv', 'json'] as const
export type ResultFormat = (typeof RESULT_FORMATS)[number]

/** A writer for one result. */
export function resultWriter(format: ResultFormat, print: Print, screen: ScreenSize): ResultWriter {
  switch (format) {
    case 'table':
      return new TableWriter(print, screen)
    case 'csv':
      return new CsvWriter(print)
    case 'json':
      return new JsonWriter(print)
  }
}
