/** @module The table each stream of records is stored in. */

import { CERTIFICATE_FIELDS } from '../../certificates/certificate-fields.ts'
import type { RecordStream } from '../../journal/record-stream.ts'
import type { RecordField } from '../../json/record-fields.ts'
import { MARKET_SLOT_FIELDS } from '../../market/records/market-slot-record.ts'
import { OPPORTUNITY_FIELDS } from '../../market/records/opportunity-record.ts'
import { SETTLEMENT_FIELDS } from '../../market/records/settlement-record.ts'
import { TRADE_FIELDS } from '../../market/records/trade-record.ts'
import { READING_FIELDS } from '../../simulation/readings/reading-fields.ts'
import { type SqlColumn, sqlColumns } from './sql-columns.ts'

export interface RecordTable {
  readonly name: string
  /** Those of the fields; `run_id` comes on top. */
  readonly columns: readonly SqlColumn[]
  /** Columns of the primary key. */
  readonly key: readonly string[]
}

/** Beside the record's own columns: the run it is of. */
export const RUN_COLUMN = 'run_id'

function table(name: string, fields: readonly RecordField[], key: readonly string[]): RecordTable {
  return { name, columns: sqlColumns(fields), key }
}

/** A meter measures an interval, and settles a slot, once, whichever run says so; the rest is unique within its run. */
export const RECORD_TABLES: Readonly<Record<RecordStream, RecordTable>> = {
  readings: table('energy_readings_enhanced', READING_FIELDS, ['meter_id', 'time']),
  trading_opportunities: table('trading_opportunities', OPPORTUNITY_FIELDS, [RUN_COLUMN, 'time', 'rank']),
  trades: table('trades', TRADE_FIELDS, [RUN_COLUMN, 'trade_id']),
  settlements: table('settlements', SETTLEMENT_FIELDS, ['meter_id', 'time']),
  market_slots: table('market_slots', MARKET_SLOT_FIELDS, [RUN_COLUMN, 'time']),
  renewable_certificates: table('renewable_certificates', CERTIFICATE_FIELDS, [RUN_COLUMN, 'hash']),
}
