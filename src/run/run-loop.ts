/** @module The ticks of one run: a batch as fast as possible, or live at the pace of the clock. */

import type { Settings } from '../config/settings.ts'
import { RunError } from '../errors/problem.ts'
import { wasRepaced } from '../journal/action-journal.ts'
import { journalFiles } from '../journal/journal-files.ts'
import { JournalWriter } from '../journal/journal-writer.ts'
import { type ManifestSource, writeManifest } from '../journal/manifest-file.ts'
import { tidySegments } from '../journal/segment-archive.ts'
import { SegmentRotation } from '../journal/segment-rotation.ts'
import { timedCommands } from '../simulation/commands/commands-file.ts'
import { BlockAppender } from './block-appender.ts'
import { CampusSimulation } from './campus-simulation.ts'
import { CommandJournal, NO_COMMANDS, type RecordedCommands, readRecordedCommands } from './command-journal.ts'
import { emissionsEnded } from './emission-coverage.ts'
import type { JournalFollower } from './journal-follower.ts'
import { compareTo } from './journal-replay.ts'
import type { Pacer } from './pacing.ts'
import { RunCheckpoints } from './run-checkpoints.ts'
import { RunCommands } from './run-commands.ts'
import { RunMeasures } from './run-measures.ts'
import type { RunProgress } from './run-observer.ts'
import type { ResumedRun, RunOpening } from './run-opening.ts'
import type { FinishedRun, RunOptions } from './run-options.ts'
import { noSlots, type SlotRecorder, type SlotRecorderState } from './slot-recorder.ts'
import { openSlotThread } from './slot-thread.ts'
import { startPacer } from './start-pacer.ts'

export class RunLoop {
  readonly #options: RunOptions
  readonly #settings: Settings
  readonly #opening: RunOpening
  readonly #lastTick: number | null
  readonly #rotation: SegmentRotation | null
  readonly #checkpoints: RunCheckpoints
  readonly #manifest: ManifestSource
  readonly #follower: JournalFollower
  readonly #recorded: RecordedCommands
  readonly #commands: RunCommands
  readonly #measures: RunMeasures
  #state: RunProgress['state'] = 'batch'
  #firstTick = 0
  #pacer: Pacer | null = null
  #tidying: Promise<void> = Promise.resolve()

  constructor(
    options: RunOptions,
    opening: RunOpening,
    lastTick: number | null,
    manifest: ManifestSource,
    follower: JournalFollower,
  ) {
    const { settings, site, fingerprint } = options.inputs
    const { resumed, startMs } = opening
    this.#options = options
    this.#settings = settings
    this.#opening = opening
    this.#lastTick = lastTick
    this.#manifest = manifest
    this.#follower = follower
    this.#measures = new RunMeasures(options.clock)
    this.#recorded = resumed === null ? NO_COMMANDS : readRecordedCommands(settings.outputFile, options.inputs.fleet)
    this.#commands = new RunCommands({
      recorded: this.#recorded.commands,
      file: timedCommands(options.inputs.commands, startMs, settings.intervalSeconds),
      queue: options.commands ?? null,
      fleet: options.inputs.fleet,
      observer: options.observer,
    })
    if (resumed !== null) {
      this.#commands.requireRecorded(resumed.header.tick, resumed.columns)
    }
    this.#checkpoints = new RunCheckpoints(journalFiles(settings.outputFile).checkpoint, fingerprint)
    // Only a live run is split into days: a batch stays one file.
    const lastWrittenMs =
      resumed === null || resumed.validLength === 0 ? null : startMs + resumed.lastTick * this.#intervalMs
    this.#rotation = lastTick === null ? new SegmentRotation(settings.outputFile, site.timeZone, lastWrittenMs) : null
  }

  get #intervalMs(): number {
    return this.#settings.intervalSeconds * 1000
  }

  async run(): Promise<FinishedRun> {
    const { observer, signal } = this.#options
    const { resumed, notices } = this.#opening
    // Nothing is changed on disk before the readings behind the checkpoint are known to be those of this run.
    if (resumed !== null && resumed.header.tick < resumed.lastTick && resumed.validLength > 0) {
      const compared = await this.#simulate((simulation) => this.#compare(simulation, resumed))
      if (signal.aborted) {
        return { simulation: compared, summary: compared.summary() }
      }
      await compared.close()
    }
    for (const notice of notices) {
      observer.onNotice(notice)
    }
    return this.#simulate(async (simulation) => {
      const slots = await this.#openSlots()
      try {
        // Once more for what the slots brought: to hold it back while comparing would take any amount of memory. A stop
        // waits for the end of it, so that the streams reach as far as the readings.
        while (resumed !== null && simulation.tick < resumed.lastTick) {
          this.#commands.repeat(simulation)
          await simulation.advance()
          await this.#retire(simulation, slots)
          await writeSlot(simulation, slots)
          await hearSignals()
        }
        this.#firstTick = simulation.tick
        const { certificates } = await this.#write(simulation, resumed?.validLength ?? 0, slots)
        await this.#follower.finish(signal)
        return { simulation, summary: simulation.summary(certificates) }
      } finally {
        await slots.close()
      }
    })
  }

  /** Hands a simulation at the tick the run begins with to `use`; whoever is given the result closes it. */
  async #simulate<T>(use: (simulation: CampusSimulation) => Promise<T>): Promise<T> {
    const { startMs, resumed } = this.#opening
    const saved = resumed === null ? null : { tick: resumed.header.tick, columns: resumed.columns }
    const simulation = await CampusSimulation.create(this.#options.inputs, startMs, saved, this.#commands.areExpected)
    if (simulation === null) {
      throw new RunError('The checkpoint does not fit this fleet. Start over with --fresh, or give another --output.')
    }
    try {
      return await use(simulation)
    } catch (error) {
      await simulation.close()
      throw error
    }
  }

  #openSlots(): Promise<SlotRecorder> {
    const { inputs, openSlots = openSlotThread } = this.#options
    const { startMs, resumed } = this.#opening
    const { settings, site, campusFile, emissionText, fleet } = inputs
    if (settings.marketMechanism === 'none') {
      return Promise.resolve(noSlots)
    }
    const saved = resumed === null ? null : { lengths: resumed.header.streams, columns: resumed.columns }
    return openSlots({ settings, site, campusFile, emissionText, startMs, saved }, fleet)
  }

  /** Recomputes the ticks between the checkpoint and the journal's end, comparing those in the active segment. */
  async #compare(simulation: CampusSimulation, { header, lastTick }: ResumedRun): Promise<CampusSimulation> {
    this.#state = 'replaying'
    this.#firstTick = simulation.tick
    const dateOf = (tick: number): string => this.#rotation?.dateOf(simulation.timeMs(tick)) ?? ''
    const holds = (tick: number): boolean => dateOf(tick) === dateOf(lastTick)
    const position = holds(header.tick) ? header.journalLength : 0
    const segment = { path: this.#settings.outputFile, position, holds }
    await compareTo(
      simulation,
      lastTick,
      segment,
      this.#options.signal,
      () => this.#report(simulation),
      () => this.#commands.repeat(simulation),
    )
    return simulation
  }

  /** Computes and writes ticks until the end, or until stopped. */
  async #write(simulation: CampusSimulation, validLength: number, slots: SlotRecorder): Promise<SlotRecorderState> {
    const { observer, signal } = this.#options
    let writer = await JournalWriter.open(this.#settings.outputFile, validLength, {
      syncBlocks: this.#lastTick !== null,
    })
    const journal = new CommandJournal(
      this.#settings.outputFile,
      this.#recorded,
      (tick) => simulation.timeMs(tick) - this.#intervalMs,
    )
    await writeManifest(this.#settings.outputFile, this.#manifest)
    this.#follower.start()
    try {
      await journal.open()
      const appender = new BlockAppender(writer)
      if (this.#lastTick === null) {
        const isDetached = this.#opening.resumed !== null && wasRepaced(this.#settings.outputFile)
        // At another speed nothing was missed: the run is paced from this moment on.
        this.#state = this.#settings.speed === 1 && !isDetached ? 'catching up' : 'live'
        this.#pacer = startPacer(simulation, this.#settings, this.#options, isDetached)
        this.#tidy()
      }
      await this.#save(simulation, appender, slots)
      while (!signal.aborted && this.#goesOn(simulation)) {
        const isLive = await this.#untilDue(simulation.tick + 1)
        if (signal.aborted) {
          break
        }
        this.#measures.tickBegan()
        const told = this.#commands.next(simulation, journal)
        if (told !== undefined) {
          await told
        }
        const advanced = simulation.advance()
        if (advanced !== undefined) {
          await advanced
        }
        writer = await this.#rotate(simulation, appender, writer)
        await simulation.write((lines) => appender.take(lines))
        await appender.endTick()
        const isRetiring = this.#commands.retirements.length > 0
        if (isRetiring) {
          for (const refusal of await this.#retire(simulation, slots)) {
            observer.onNotice(refusal)
          }
        }
        const closedSlot = await writeSlot(simulation, slots)
        if (isLive) {
          await appender.flush()
          if (closedSlot || isRetiring) {
            this.#measures.certificates = (await slots.flush()).certificates
          }
        }
        this.#follower.grew()
        if (this.#checkpoints.isDue) {
          await this.#save(simulation, appender, slots)
          await hearSignals()
        }
        this.#measures.tickEnded(simulation.slotOutcome)
        this.#report(simulation)
        const room = this.#lastTick === null ? undefined : this.#follower.room()
        if (room !== undefined) {
          await room
        }
      }
      const state = await this.#save(simulation, appender, slots)
      // Behind what the checkpoint covers: a resumed run cuts these bills off and goes on with the month.
      await slots.writeBills(simulation.openBills())
      await slots.flush()
      if (this.#lastTick === null && !signal.aborted) {
        throw emissionsEnded(this.#options.inputs)
      }
      return state
    } finally {
      await this.#tidying
      await journal.close()
      await writer.close()
    }
  }

  /**
   * Has certificates retired at the begin of the present tick's interval, as it was told: before the slot that may end with it.
   *
   * @returns what could not be done, as sentences
   */
  async #retire(simulation: CampusSimulation, slots: SlotRecorder): Promise<string[]> {
    const refusals: string[] = []
    for (const retirement of this.#commands.retirements) {
      const refusal = await slots.retire(retirement, simulation.timeMs(simulation.tick - 1))
      if (refusal !== null) refusals.push(`Not retired: ${refusal}`)
    }
    return refusals
  }

  /** A batch has an end, and a live run as far as its emission factors are known. */
  #goesOn({ tick, startMs }: CampusSimulation): boolean {
    return this.#lastTick === null
      ? startMs + (tick + 1) * this.#intervalMs <= this.#options.inputs.emissions.toMs
      : tick < this.#lastTick
  }

  async #save(simulation: CampusSimulation, appender: BlockAppender, slots: SlotRecorder): Promise<SlotRecorderState> {
    await appender.flush()
    const state = await slots.flush()
    this.#measures.certificates = state.certificates
    await this.#checkpoints.save(simulation, appender.length, state)
    return state
  }

  /**
   * Waits until a live tick is due.
   *
   * @returns whether to make the tick durable on its own: not while a resumed run still catches up with the present
   */
  async #untilDue(tick: number): Promise<boolean> {
    const pacer = this.#pacer
    if (pacer === null) {
      return false
    }
    const isBehind = this.#state === 'catching up' && pacer.lag(tick) > pacer.periodMs
    if (isBehind && !pacer.isPaused) {
      return false
    }
    if (tick === this.#firstTick + 1 && pacer.lag(tick) < 0) {
      this.#options.observer.onWaiting(-pacer.lag(tick))
    }
    if (!isBehind) this.#state = 'live'
    this.#measures.late(await pacer.untilDue(tick, this.#options.signal))
    return true
  }

  /** Begins a new segment when the present tick is the first of a local day, and tidies up behind it. */
  async #rotate(simulation: CampusSimulation, appender: BlockAppender, writer: JournalWriter): Promise<JournalWriter> {
    if (this.#rotation === null) {
      return writer
    }
    const timeMs = simulation.timeMs(simulation.tick)
    if (this.#rotation.dateOf(timeMs) !== this.#rotation.dateOf(timeMs - this.#intervalMs)) {
      await appender.flush()
    }
    const next = await this.#rotation.writerFor(timeMs, writer)
    if (next !== writer) {
      appender.switchTo(next)
      this.#tidy()
    }
    return next
  }

  /** Compresses and deletes old segments beside the run; what fails is told and tried again tomorrow. */
  #tidy(): void {
    const { outputFile, outputKeepDays } = this.#settings
    this.#tidying = this.#tidying.then(async () => {
      const { oldestSegment } = this.#follower
      const neededFrom = oldestSegment === null ? null : (this.#rotation?.dateOf(Date.parse(oldestSegment)) ?? null)
      const { failed } = await tidySegments(outputFile, outputKeepDays, neededFrom)
      for (const { path, reason } of failed) {
        this.#options.observer.onNotice(`${path} could not be tidied away: ${reason}`)
      }
    })
  }

  #report(simulation: CampusSimulation): void {
    this.#options.observer.onTick({
      simulation,
      lastTick: this.#lastTick,
      firstTick: this.#firstTick,
      state: this.#state,
      lateTicks: this.#pacer?.lateTicks ?? 0,
      measures: this.#measures,
    })
  }
}

/** A turn of the event loop, so that signals are heard however fast the ticks go by. */
function hearSignals(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Writes the slot that ended with the present tick, if one did. */
async function writeSlot(simulation: CampusSimulation, slots: SlotRecorder): Promise<boolean> {
  const { slotOutcome, campusSums, generationRegister } = simulation
  if (slotOutcome === null || campusSums === null) {
    return false
  }
  const { closedBills } = slotOutcome
  if (closedBills.length > 0) {
    await slots.writeBills(closedBills)
  }
  await slots.write(slotOutcome, generationRegister, campusSums)
  return true
}
