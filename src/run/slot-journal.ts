/** @module Writes what each market slot brought to the streams beside the readings. */

import type { Fleet } from '../campus/meter.ts'
import { CertificateError } from '../certificates/certificate-error.ts'
import { CertificateSession } from '../certificates/certificate-session.ts'
import type { EmissionFactors } from '../certificates/emission-factors.ts'
import type { Retirement } from '../certificates/retirement.ts'
import type { Settings } from '../config/settings.ts'
import { RunError } from '../errors/problem.ts'
import { byStream, JOURNAL_STREAMS, type JournalStream, streamPath } from '../journal/journal-streams.ts'
import { JournalWriter } from '../journal/journal-writer.ts'
import type { MeterBill } from '../market/bills.ts'
import { billRecord } from '../market/records/bill-record.ts'
import { marketSlotRecord } from '../market/records/market-slot-line.ts'
import { OpportunityWriter } from '../market/records/opportunity-writer.ts'
import type { CampusSums } from '../market/records/record-columns.ts'
import { SettlementWriter } from '../market/records/settlement-writer.ts'
import { TradeWriter } from '../market/records/trade-writer.ts'
import { LocalClock } from '../time/local-clock.ts'
import { BlockAppender } from './block-appender.ts'
import { platformSha256, readCertificates } from './certificate-stream.ts'
import { runEmissions } from './run-inputs.ts'
import { OWED_STATE, restoreColumn } from './simulation-state.ts'
import type { SlotRecord, SlotRecorder, SlotRecorderInputs, SlotRecorderState } from './slot-recorder.ts'

/** Slots bring less than the readings [bytes]. */
const BLOCK_BYTES = 1024 * 1024

interface OpenStream {
  readonly writer: JournalWriter
  readonly appender: BlockAppender
}

/** The open streams of a run, and the certificates in one of them. */
export class SlotJournal implements SlotRecorder {
  readonly #streams: Readonly<Record<JournalStream, OpenStream>>
  readonly #certificates: CertificateSession
  readonly #emissions: EmissionFactors
  readonly #opportunities: OpportunityWriter
  readonly #trades: TradeWriter
  readonly #settlements: SettlementWriter
  readonly #encoder = new TextEncoder()
  readonly #fleet: Fleet
  readonly #mechanism: string
  #buffer = new Uint8Array(BLOCK_BYTES)

  constructor(
    streams: Record<JournalStream, OpenStream>,
    certificates: CertificateSession,
    emissions: EmissionFactors,
    fleet: Fleet,
    settings: Settings,
  ) {
    this.#streams = streams
    this.#certificates = certificates
    this.#emissions = emissions
    this.#fleet = fleet
    this.#mechanism = settings.marketMechanism
    this.#opportunities = new OpportunityWriter(fleet)
    this.#trades = new TradeWriter(fleet, settings.marketMechanism)
    this.#settlements = new SettlementWriter(fleet)
  }

  async write(slot: SlotRecord, generationRegister: ArrayLike<number>, campus: CampusSums): Promise<void> {
    const { startMs, endMs, opportunities, settlement } = slot
    const { trades } = slot.clearing
    const certificates = this.#certificates.closeSlot(endMs, trades, settlement, generationRegister)
    const { certified } = this.#certificates
    const kgPerKwh = this.#emissions.meanKgPerKwh(startMs, endMs)
    await this.#take('trading_opportunities', this.#opportunities.maxBytes(opportunities.size), (into) =>
      this.#opportunities.write(slot, opportunities, into, 0),
    )
    await this.#take('trades', this.#trades.maxBytes(trades.size), (into) =>
      this.#trades.write(slot, { trades, certified, kgPerKwh }, into, 0),
    )
    await this.#take('settlements', this.#settlements.maxBytes(settlement.meters), (into) =>
      this.#settlements.write(slot, settlement, into, 0),
    )
    const record = marketSlotRecord(slot, campus, this.#mechanism)
    await this.#takeTexts('market_slots', [`${JSON.stringify(record)}\n`])
    await this.#takeTexts('renewable_certificates', certificates)
  }

  async retire(retirement: Retirement, atMs: number): Promise<string | null> {
    try {
      await this.#takeTexts('renewable_certificates', this.#certificates.retire(retirement, atMs))
      return null
    } catch (error) {
      if (error instanceof CertificateError) return error.message
      throw error
    }
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

  async flush(): Promise<SlotRecorderState> {
    await Promise.all(JOURNAL_STREAMS.map((stream) => this.#streams[stream].appender.flush()))
    return {
      lengths: byStream((stream) => this.#streams[stream].appender.length),
      columns: certificateState(this.#certificates),
      certificates: this.#certificates.summary(),
    }
  }

  async close(): Promise<void> {
    await Promise.all(JOURNAL_STREAMS.map((stream) => this.#streams[stream].writer.close()))
  }

  async #take(stream: JournalStream, bytes: number, write: (into: Uint8Array) => number): Promise<void> {
    if (bytes === 0) return
    if (this.#buffer.length < bytes) {
      this.#buffer = new Uint8Array(bytes)
    }
    const lines = this.#buffer.subarray(0, write(this.#buffer))
    const { appender } = this.#streams[stream]
    await appender.take(lines)
    await appender.endTick()
  }

  async #takeTexts(stream: JournalStream, lines: readonly string[]): Promise<void> {
    if (lines.length > 0) {
      const { appender } = this.#streams[stream]
      await appender.take(this.#encoder.encode(lines.join('')))
      await appender.endTick()
    }
  }
}

/** Opens every stream to continue behind what a checkpoint covers, and takes the certificates up. */
export async function openSlotJournal(inputs: SlotRecorderInputs, fleet: Fleet): Promise<SlotJournal> {
  const { settings, emissionText, saved } = inputs
  const emissions = runEmissions(settings, emissionText)
  const certificates = await openCertificates(inputs, fleet, emissions)
  const open = async (stream: JournalStream): Promise<OpenStream> => {
    const writer = await JournalWriter.open(streamPath(settings.outputFile, stream), saved?.lengths[stream] ?? 0)
    return { writer, appender: new BlockAppender(writer, BLOCK_BYTES) }
  }
  const streams = {
    trading_opportunities: await open('trading_opportunities'),
    trades: await open('trades'),
    settlements: await open('settlements'),
    market_slots: await open('market_slots'),
    bills: await open('bills'),
    renewable_certificates: await open('renewable_certificates'),
  }
  return new SlotJournal(streams, certificates, emissions, fleet, settings)
}

/** The certificates of a run: as it begins, or as a checkpoint and the stream have them. */
async function openCertificates(
  { settings, site, startMs, saved }: SlotRecorderInputs,
  fleet: Fleet,
  emissions: EmissionFactors,
): Promise<CertificateSession> {
  const clock = new LocalClock(site.timeZone)
  const session = new CertificateSession({ fleet, settings, startMs, clock, emissions, sha256: platformSha256 })
  if (saved !== null) {
    const owed = saved.columns.get(OWED_STATE)
    const fits = [...session.columns()].every(([name, column]) => restoreColumn(saved.columns, name, column))
    if (owed === undefined || !fits) {
      throw new RunError('The checkpoint does not fit this fleet. Start over with --fresh, or give another --output.')
    }
    const records = await readCertificates(settings.outputFile, saved.lengths.renewable_certificates)
    session.restore(new Float64Array(owed.slice().buffer), records)
  }
  return session
}

function certificateState(session: CertificateSession): ReadonlyMap<string, Float64Array> {
  return new Map([...session.columns(), [OWED_STATE, session.saveOwed()]])
}
