/**
 * @module Watches a live run for alerts: reads its journal to the rules, records what they find, and tells of it.
 *
 * No tick is left out: where readings come faster than they are judged, alerts come later.
 */

import { dirname } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { diskSpace } from '../../journal/disk-space.ts'
import { JournalDamage } from '../../journal/journal-damage.ts'
import { journalFiles } from '../../journal/journal-files.ts'
import { type RunClock, simulatedMs } from '../../time/run-clock.ts'
import type { Moment } from '../alerts/alert-book.ts'
import { type AlertRecord, alertChange } from '../alerts/alert-record.ts'
import { RULE_DEFINITIONS } from '../alerts/alert-rules.ts'
import { CampusJudge, type JudgeMemory } from '../alerts/campus-judge.ts'
import type { JudgedCampus, JudgedMeter } from '../alerts/judged-campus.ts'
import type { JudgedSink, TickCounts } from '../alerts/program-rules.ts'
import { AlertWebhook, type WebhookTarget, type WebhookWorld } from '../webhook/alert-webhook.ts'
import { AlertJournal, type RecordedAlert } from './alert-journal.ts'
import { alertNotices } from './alert-notices.ts'
import { endOfJournal, JudgedJournal } from './judged-journal.ts'
import { RecordedAlerts } from './recorded-alerts.ts'
import { type ResumePoint, readSavedWatch, type SavedWatch, writeSavedWatch } from './saved-watch.ts'

/** How often the journal is looked at unasked, and the disk [ms]. */
const LOOK_MS = 1000
const DISK_MS = 30_000
/** Shortest time between two writings of what is remembered [ms]. */
const SAVE_MS = 5000

export interface WatchInputs {
  readonly campus: JudgedCampus
  readonly meters: readonly JudgedMeter[]
  readonly outputFile: string
  readonly runId: string
  readonly webhook: WebhookTarget | null
}

/** What is told, and the clocks it lives by. */
export interface WatchWorld extends WebhookWorld {
  /**
   * Alerts were raised, or are over.
   *
   * @param areNew - false for those an earlier process has left open
   */
  readonly onRecords: (records: readonly AlertRecord[], areNew: boolean) => void
}

export class AlertWatch {
  readonly #inputs: WatchInputs
  readonly #world: WatchWorld
  readonly #savedFile: string
  readonly #ending = new AbortController()
  readonly #recorded = new RecordedAlerts()
  #judge: CampusJudge | null = null
  #journal: AlertJournal | null = null
  #webhook: AlertWebhook | null = null
  #clock: RunClock | null = null
  #point: ResumePoint | null = null
  #written: SavedWatch | null = null
  #writtenMs = Number.NEGATIVE_INFINITY
  #diskMs = Number.NEGATIVE_INFINITY
  #judgedMs: number | null = null
  #running: Promise<void> = Promise.resolve()
  #rested: () => void = () => undefined
  #isWoken = false

  constructor(inputs: WatchInputs, world: WatchWorld) {
    this.#inputs = inputs
    this.#world = world
    this.#savedFile = journalFiles(inputs.outputFile).alerts
  }

  /** Time of the last tick that was judged [ms since 1970 UTC]; null before the first. */
  get judgedMs(): number | null {
    return this.#judgedMs
  }

  /** Timestamp of the first reading of the oldest file that is still needed; empty while that is the first of all. */
  get segment(): string {
    return this.#written?.point.readings.segment ?? ''
  }

  /** Begins; the journal must be open. */
  start(): void {
    this.#running = this.#run()
  }

  /** There may be more to read. */
  wake(): void {
    this.#isWoken = true
    this.#rested()
  }

  setClock(clock: RunClock): void {
    this.#clock = clock
  }

  takeSinks(sinks: readonly JudgedSink[]): void {
    this.#judge?.takeSinks(sinks, this.#now())
  }

  takeTicks(counts: TickCounts): void {
    this.#judge?.takeTicks(counts, this.#now())
  }

  async close(): Promise<void> {
    this.#ending.abort()
    this.#rested()
    await this.#running
    await this.#webhook?.close()
    await this.#save(true)
    await this.#journal?.close()
  }

  async #run(): Promise<void> {
    try {
      const journal = await this.#open()
      while (!this.#ending.signal.aborted) {
        await this.#lookAtDisk()
        const hasMore = await this.#readOn(journal)
        await this.#record()
        await this.#save(false)
        if (hasMore) await nextTurn()
        else await this.#rest()
      }
      await journal.close()
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.#world.onNotice(`Alerts are not watched for any more: ${reason}`)
    }
  }

  /** Goes on where an earlier process stopped, if there was one; what came before is as it was left. */
  async #open(): Promise<JudgedJournal> {
    const { campus, meters, outputFile, runId, webhook } = this.#inputs
    const saved = readSavedWatch(this.#savedFile, runId)
    const { journal, recorded } = await AlertJournal.open(outputFile)
    this.#journal = journal
    const place = saved?.point ?? (await endOfJournal(outputFile))
    const known = saved?.point.alertsLength ?? journal.length
    const judge = new CampusJudge(campus, meters, saved === null ? undefined : ofJournal(saved.point.memory))
    for (const { record, until } of recorded) {
      const { isOfJournal } = RULE_DEFINITIONS[record.rule]
      this.#recorded.take(record, isOfJournal && until > known)
      // What the journal says is found again behind the place; the rest is not.
      if (saved === null || !isOfJournal) judge.restore(alertChange(record))
    }
    this.#judge = judge
    this.#point = { ...place, alertsLength: known, memory: judge.memory }
    this.#openWebhook(webhook, saved?.webhookUntil ?? null, recorded, journal.length)
    const { open } = this.#recorded
    if (open.length > 0) this.#world.onRecords(open, false)
    return new JudgedJournal(outputFile, meters.length, judge, place)
  }

  #openWebhook(
    target: WebhookTarget | null,
    savedUntil: number | null,
    recorded: readonly RecordedAlert[],
    length: number,
  ): void {
    if (target === null) return
    // One that is new hears of what is new.
    const from = savedUntil ?? length
    this.#webhook = new AlertWebhook(target, from, this.#world)
    this.#webhook.offer(recorded.filter(({ until }) => until > from))
  }

  /** @returns whether there is more to read */
  async #readOn(journal: JudgedJournal): Promise<boolean> {
    const timeMs = await this.#readPiece(journal)
    if (timeMs === null) return false
    if (timeMs === undefined) return true
    this.#judgedMs = timeMs
    if (this.#judge?.endsAllWindows(timeMs) === true) {
      // Before a place is remembered, what was found up to it has to be recorded.
      await this.#record()
      const alertsLength = this.#journal?.length ?? 0
      this.#point = { ...journal.place, alertsLength, memory: this.#judge.memory }
    }
    return true
  }

  async #readPiece(journal: JudgedJournal): Promise<number | undefined | null> {
    try {
      return await journal.readOn()
    } catch (error) {
      if (!(error instanceof JournalDamage)) throw error
      throw new Error(`${error.message}.`, { cause: error })
    }
  }

  /** Records what has been found, and then tells of it. */
  async #record(): Promise<void> {
    const found = this.#judge?.takeChanges() ?? []
    const nowMs = this.#world.wallMs()
    const records = found.flatMap((change) => this.#recorded.recordOf(change, nowMs) ?? [])
    if (records.length === 0 || this.#journal === null) return
    const recorded = await this.#journal.append(records)
    this.#webhook?.offer(recorded)
    this.#world.onRecords(records, true)
    for (const text of alertNotices(records)) this.#world.onNotice(text)
  }

  async #lookAtDisk(): Promise<void> {
    const nowMs = this.#world.wallMs()
    if (Math.abs(nowMs - this.#diskMs) < DISK_MS) return
    this.#diskMs = nowMs
    const { freeBytes } = await diskSpace(dirname(this.#inputs.outputFile))
    this.#judge?.takeDisk(freeBytes, this.#now())
  }

  async #save(isLast: boolean): Promise<void> {
    const nowMs = this.#world.wallMs()
    if (this.#point === null || (!isLast && Math.abs(nowMs - this.#writtenMs) < SAVE_MS)) return
    const saved = { point: this.#point, webhookUntil: this.#webhook?.until ?? null }
    if (saved.point === this.#written?.point && saved.webhookUntil === this.#written.webhookUntil) return
    this.#writtenMs = nowMs
    try {
      await writeSavedWatch(this.#savedFile, this.#inputs.runId, saved)
      this.#written = saved
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.#world.onNotice(`${this.#savedFile} could not be written: ${reason}. After a restart more is judged again.`)
    }
  }

  /** By both clocks; before the run has told its own, the last tick counts. */
  #now(): Moment {
    const wallMs = this.#world.wallMs()
    const campusMs =
      this.#clock === null ? (this.#judgedMs ?? this.#inputs.campus.startMs) : simulatedMs(this.#clock, wallMs)
    return { heldMs: wallMs, campusMs: Math.floor(campusMs) }
  }

  /** Waits until woken, or for a while. */
  #rest(): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer)
        this.#isWoken = false
        resolve()
      }
      const timer = setTimeout(end, LOOK_MS)
      this.#rested = end
      if (this.#isWoken || this.#ending.signal.aborted) end()
    })
  }
}

/** What a judge remembered, without what the clock of another process may have had it wait for. */
function ofJournal({ states, levels }: JudgeMemory): JudgeMemory {
  const kept = states.filter(({ rule }) => RULE_DEFINITIONS[rule].isOfJournal)
  return { states: kept, levels }
}
