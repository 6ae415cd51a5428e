/** @module Writes what each market slot brought to the streams beside the readings. */

import type { Fleet } from '../campus/meter.ts'
import type { CertificateRecord } from '../certificates/certificate-record.ts'
import type { Settings } from '../config/settings.ts'
import { JOURNAL_STREAMS, type JournalStream, streamPath } from '../journal/journal-streams.ts'
import { JournalWriter } from '../journal/journal-writer.ts'
import type { MeterBill } from '../market/bills.ts'
import type { SlotOutcome } from '../market/market-session.ts'
import { billRecord } from '../market/records/bill-record.ts'
import { OpportunityWriter } from '../market/records/opportunity-writer.ts'
import { SettlementWriter } from '../market/records/settlement-writer.ts'
import { TradeWriter } from '../market/records/trade-writer.ts'
import { BlockAppender } from './block-appender.ts'

/** Slots bring little beside the readings [bytes]. */
const BLOCK_BYTES = 256 * 1024

/** Length of each stream [bytes]. */
export type StreamLengths = Readonly<Record<JournalStream, number>>

interface OpenStream {
  readonly writer: JournalWriter
  readonly appender: BlockAppender
}

/** The open streams of a run; what a checkpoint does not cover is written again by the resumed run. */
export class SlotJournal {
  readonly #streams: Readonly<Record<JournalStream, OpenStream>>
  readonly #opportunities: OpportunityWriter
  readonly #trades: TradeWriter
  readonly #settlements: SettlementWriter
  readonly #encoder = new TextEncoder()
  readonly #fleet: Fleet
  #buffer = new Uint8Array(BLOCK_BYTES)

  private constructor(streams: Record<JournalStream, OpenStream>, fleet: Fleet, settings: Settings) {
    this.#streams = streams
    this.#fleet = fleet
    this.#opportunities = new OpportunityWriter(fleet)
    // Without a market nothing is ever written.
    this.#trades = new TradeWriter(fleet, settings.marketMechanism === 'none' ? 'grid-only' : settings.marketMechanism)
    this.#settlements = new SettlementWriter(fleet)
  }

  /**
   * Opens every stream to continue behind a length; what follows is cut off.
   *
   * @param lengths - what a checkpoint covers; null for a new run
   */
  static async open(fleet: Fleet, settings: Settings, lengths: StreamLengths | null): Promise<SlotJournal> {
    const open = async (stream: JournalStream): Promise<OpenStream> => {
      const writer = await JournalWriter.open(streamPath(settings.outputFile, stream), lengths?.[stream] ?? 0)
      return { writer, appender: new BlockAppender(writer, BLOCK_BYTES) }
    }
    const streams = {
      trading_opportunities: await open('trading_opportunities'),
      trades: await open('trades'),
      settlements: await open('settlements'),
      bills: await open('bills'),
      renewable_certificates: await open('renewable_certificates'),
    }
    return new SlotJournal(streams, fleet, settings)
  }

  get lengths(): StreamLengths {
    const lengthOf = (stream: JournalStream): number => this.#streams[stream].appender.length
    return {
      trading_opportunities: lengthOf('trading_opportunities'),
      trades: lengthOf('trades'),
      settlements: lengthOf('settlements'),
      bills: lengthOf('bills'),
      renewable_certificates: lengthOf('renewable_certificates'),
    }
  }

  /** Appends what a slot brought. */
  async write(outcome: SlotOutcome, certificates: readonly CertificateRecord[]): Promise<void> {
    const { opportunities, clearing, settlement, closedBills } = outcome
    await this.#take('trading_opportunities', this.#opportunities.maxBytes(opportunities.size), (into) =>
      this.#opportunities.write(outcome, opportunities, into, 0),
    )
    await this.#take('trades', this.#trades.maxBytes(clearing.trades.size), (into) =>
      this.#trades.write(outcome, clearing.trades, into, 0),
    )
    await this.#take('settlements', this.#settlements.maxBytes(settlement.meters), (into) =>
      this.#settlements.write(outcome, settlement, into, 0),
    )
    await this.writeBills(closedBills)
    await this.#takeTexts('renewable_certificates', certificates)
  }

  /** Appends bills one by one: those of a large fleet are longer than a text can be. */
  async writeBills(bills: Iterable<MeterBill>): Promise<void> {
    const { appender } = this.#streams.bills
    for (const bill of bills) {
      const record = billRecord(bill, this.#fleet.meter(bill.meter).meterId)
      await appender.take(this.#encoder.encode(`${JSON.stringify(record)}\n`))
    }
    await appender.endTick()
  }

  /** Makes everything written so far durable. */
  async flush(): Promise<void> {
    await Promise.all(JOURNAL_STREAMS.map((stream) => this.#streams[stream].appender.flush()))
  }

  async close(): Promise<void> {
    await Promise.all(JOURNAL_STREAMS.map((stream) => this.#streams[stream].writer.close()))
  }

  async #take(stream: JournalStream, bytes: number, write: (into: Uint8Array) => number): Promise<void> {
    if (this.#buffer.length < bytes) {
      this.#buffer = new Uint8Array(bytes)
    }
    const lines = this.#buffer.subarray(0, write(this.#buffer))
    const { appender } = this.#streams[stream]
    await appender.take(lines)
    await appender.endTick()
  }

  async #takeTexts(stream: JournalStream, records: readonly object[]): Promise<void> {
    if (records.length > 0) {
      const { appender } = this.#streams[stream]
      await appender.take(this.#encoder.encode(records.map((record) => `${JSON.stringify(record)}\n`).join('')))
      await appender.endTick()
    }
  }
}
