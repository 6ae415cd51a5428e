/** @module The seam between a run and whoever records what its market slots bring. */

import type { Fleet } from '../campus/meter.ts'
import type { CertificateSummary } from '../certificates/certificate-summary.ts'
import type { Retirement } from '../certificates/retirement.ts'
import type { CampusFile } from '../config/campus-file.ts'
import type { Settings, Site } from '../config/settings.ts'
import { byStream, type JournalStream } from '../journal/journal-streams.ts'
import type { MeterBill } from '../market/bills.ts'
import type { ClosedSlot } from '../market/records/market-slot-line.ts'
import type { CampusSums, RankedColumns, SettledColumns, TradeColumns } from '../market/records/record-columns.ts'

/** What is recorded of a slot; a `SlotOutcome` is one. */
export interface SlotRecord extends ClosedSlot {
  readonly clearing: { readonly trades: TradeColumns }
  readonly opportunities: RankedColumns
  readonly settlement: SettledColumns
}

/** Length of each stream [bytes]. */
export type StreamLengths = Readonly<Record<JournalStream, number>>

/** What a checkpoint holds of the recorder. */
export interface SlotRecorderState {
  readonly lengths: StreamLengths
  readonly columns: ReadonlyMap<string, Float64Array>
  /** Null without a market, which brings no certificates. */
  readonly certificates: CertificateSummary | null
}

/** Records slots in their order. */
export interface SlotRecorder {
  /**
   * Takes a slot; its columns may change once this resolves, or has returned nothing.
   *
   * @param generationRegister - each meter's at the end of the slot [mWh]
   * @param campus - what all meters together came to in it
   */
  write(slot: SlotRecord, generationRegister: ArrayLike<number>, campus: CampusSums): Promise<void> | void
  /**
   * Has the owner of a certificate retire it; after the slots taken so far, before those that follow.
   *
   * @param atMs - when [ms since 1970 UTC]
   * @returns why it could not be done; null where it was
   */
  retire(retirement: Retirement, atMs: number): Promise<string | null>
  /** Appends bills to those so far. */
  writeBills(bills: Iterable<MeterBill>): Promise<void> | void
  /** Makes everything taken so far durable. */
  flush(): Promise<SlotRecorderState>
  close(): Promise<void>
}

const NOTHING: SlotRecorderState = {
  lengths: byStream(() => 0),
  columns: new Map(),
  certificates: null,
}

/** The recorder of a run without a market. */
export const noSlots: SlotRecorder = {
  write() {},
  retire: async () => 'a run without a market has no certificates',
  writeBills() {},
  flush: async () => NOTHING,
  async close() {},
}

/** What a recorder begins with; plain data, so that it can be given to a thread. */
export interface SlotRecorderInputs {
  readonly settings: Settings
  readonly site: Site
  readonly campusFile: CampusFile
  /** Content of the file of emission factors; null without one. */
  readonly emissionText: string | null
  /** Start of the run [ms since 1970 UTC]. */
  readonly startMs: number
  /** What a checkpoint holds; null for a new run. What a stream has beyond it is cut off and written again. */
  readonly saved: { readonly lengths: StreamLengths; readonly columns: ReadonlyMap<string, Uint8Array> } | null
}

/**
 * Opens a recorder.
 *
 * @throws RunError when a stream cannot be opened, or what was saved does not fit
 */
export type OpenSlotRecorder = (inputs: SlotRecorderInputs, fleet: Fleet) => Promise<SlotRecorder>
