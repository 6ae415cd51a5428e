/**
 * @module One meter as a client of a utility server: finds its way by links, reports, follows events, and never gives up.
 *
 * DeviceCapability, time, its own entry and PIN, assignments and programs, reports on itself, mirrors; then everything again
 * at the rate the server asks for. One task runs at a time, so that requests stay in their order.
 *
 * @see IEEE Std 2030.5-2018, 5.5 and 9
 */

import { backoffMs } from '../../../delivery/backoff.ts'
import type { DueResponse } from '../../events/due-response.ts'
import { type DeviceCapability, deviceCapability } from '../../model/device-capability.ts'
import type { EndDevice } from '../../model/end-device.ts'
import { type LogEvent, logEvent } from '../../model/log-event.ts'
import { DEFAULT_POLL_RATE } from '../../model/resource.ts'
import { responseTypes } from '../../model/response.ts'
import { timeResource } from '../../model/time.ts'
import { ClientError } from '../connection/client-error.ts'
import { MeterBacklog } from '../mirrors/meter-backlog.ts'
import type { MeterSample } from '../mirrors/meter-sample.ts'
import type { Timer } from '../time/timer-queue.ts'
import type { AgentMemory, AgentOptions } from './agent-options.ts'
import type { AgentFault, AgentState, AgentStatus } from './agent-status.ts'
import type { DerCondition } from './der-reports.ts'
import { DeviceReporter } from './device-reporter.ts'
import { derCategories, loadCategories } from './device-reports.ts'
import { EventFollower } from './event-follower.ts'
import { MeterAlarms } from './meter-alarms.ts'
import { MirrorPoster } from './mirror-poster.ts'
import { checkPin, findOwnDevice, WrongPin } from './own-device.ts'
import { PostQueue } from './post-queue.ts'
import {
  type ProgramLists,
  readAssignments,
  readDerPrograms,
  readLoadPrograms,
  readMessages,
  readTariffs,
} from './program-reader.ts'
import { TaskList } from './task-list.ts'

/** No resource is looked at more often than this, whatever its poll rate says [ms]. */
const SHORTEST_POLL_MS = 1000
/** A meter's posts are spread over so much of a window, and no more than so long [share], [ms]. */
const SPREAD = { share: 0.1, mostMs: 30_000 } as const
/** What is refused or not understood is tried again after so long at least [ms]. */
const REFUSED_MS = 60_000
/** How often to look for the first reading, to report by it [s]. */
const FIRST_REPORT_S = 60
const MOST_LOG_EVENTS = 100
const MOST_RESPONSES = 200

/** What was found out about the server: thrown away when it has to be found out anew. */
interface Session {
  readonly reporter: DeviceReporter
  /** Everything was found; what is lost again is looked for from the beginning. */
  isComplete: boolean
  capability: DeviceCapability
  device: EndDevice | null
  lists: ProgramLists | null
  poster: MirrorPoster | null
}

export class DeviceAgent {
  readonly #options: AgentOptions
  readonly #tasks = new TaskList()
  readonly #backlog: MeterBacklog
  readonly #follower: EventFollower
  readonly #alarms: MeterAlarms
  /** Where in a window this meter posts, 0 to 1: the same all the time, and another one for each meter. */
  readonly #phase: number
  readonly #logEvents = new PostQueue<LogEvent>(MOST_LOG_EVENTS)
  readonly #responses = new PostQueue<DueResponse>(MOST_RESPONSES)
  #session: Session | null = null
  #state: AgentState = 'waiting'
  #lastFault: AgentFault | null = null
  #failures = 0
  #offsetMs: number | null = null
  #isClockTold = false
  #reported: DerCondition['control'] = 'none'
  #timer: Timer | null = null
  #isRunning = false

  constructor(options: AgentOptions) {
    const { meter, identity, settings, memory, jitter } = options
    this.#options = options
    this.#phase = jitter()
    this.#backlog = new MeterBacklog(settings.intervalMs, 1000 * settings.postRateSeconds, memory.boundary)
    this.#alarms = new MeterAlarms(settings.maker.enterprise, memory.lastLogId)
    this.#follower = new EventFollower({
      meter,
      lfdi: identity.lfdi,
      memory,
      currency: settings.currency,
      onCommand: options.onCommand,
      onNotice: (text) => this.#notice(text),
    })
  }

  get status(): AgentStatus {
    const { meter, identity } = this.#options
    return {
      meterId: meter.meterId,
      lfdi: identity.lfdi,
      state: this.#state,
      lastFault: this.#lastFault,
      clockOffsetSeconds: this.#offsetMs === null ? null : Math.round(this.#offsetMs / 1000),
      dropped: this.#backlog.dropped,
    }
  }

  /** What it has to remember over a restart. */
  get memory(): AgentMemory {
    return { boundary: this.#backlog.boundary, lastLogId: this.#alarms.lastId, ...this.#follower.memory }
  }

  /** @param delayMs - of the wall clock, so that a fleet does not begin at once */
  start(delayMs: number): void {
    this.#tasks.schedule('capability', this.#options.clock.afterWallMs(delayMs), () => this.#discover())
    this.#wait()
  }

  /** Takes what the meter has measured. */
  take(sample: MeterSample): void {
    if (this.#state === 'stopped') return
    this.#backlog.take(sample)
    this.#follower.take(sample)
    this.#logEvents.add(this.#alarms.take(sample))
    const nowMs = this.#options.clock.nowMs()
    if (this.#session?.isComplete !== true) return
    if (this.#backlog.next() !== null && !this.#tasks.has('post')) {
      const spreadMs = Math.min(SPREAD.mostMs, SPREAD.share * this.#backlog.lengths.windowMs)
      this.#schedule('post', nowMs + this.#phase * spreadMs, () => this.#post())
    }
    if (!this.#logEvents.isEmpty && !this.#tasks.has('log')) this.#schedule('log', nowMs, () => this.#log())
  }

  close(): void {
    this.#timer?.cancel()
    this.#tasks.clear()
    this.#enter('stopped')
    this.#options.client.close()
  }

  /** By the server's clock [s since 1970]. */
  get #serverNow(): number {
    return Math.floor((this.#options.clock.nowMs() + (this.#offsetMs ?? 0)) / 1000)
  }

  #schedule(name: string, dueMs: number, run: () => Promise<void>): void {
    this.#tasks.schedule(name, dueMs, run)
    this.#wait()
  }

  /** @param pollRate - [s]; 0 and undefined say nothing */
  #poll(name: string, pollRate: number | undefined, run: () => Promise<void>): void {
    const seconds = pollRate === undefined || pollRate === 0 ? DEFAULT_POLL_RATE : pollRate
    const jitterMs = Math.min(5000, 20 * seconds) * this.#options.jitter()
    const delayMs = Math.max(SHORTEST_POLL_MS, 1000 * seconds) + jitterMs
    this.#schedule(name, this.#options.clock.nowMs() + delayMs, run)
  }

  /** Sets the timer for what is due first. */
  #wait(): void {
    if (this.#isRunning || this.#state === 'stopped') return
    this.#timer?.cancel()
    const task = this.#tasks.first()
    this.#timer = task === null ? null : this.#options.timers.at(task.dueMs, () => void this.#work())
  }

  async #work(): Promise<void> {
    const { clock } = this.#options
    this.#isRunning = true
    for (let task = this.#tasks.first(); task !== null && task.dueMs <= clock.nowMs(); task = this.#tasks.first()) {
      this.#tasks.remove(task.name)
      try {
        await task.run()
        if (this.#hasStopped()) break
        this.#succeed()
      } catch (error) {
        if (this.#hasStopped()) break
        this.#fail(error, task.name, task.run)
      }
    }
    this.#isRunning = false
    this.#wait()
  }

  /** What happens while a task waits for its answer. */
  #hasStopped(): boolean {
    return this.#state === 'stopped'
  }

  async #discover(): Promise<void> {
    const { client, identity, meter, settings } = this.#options
    if (this.#session === null) this.#enter('discovering')
    const capability = await client.get(deviceCapability, settings.start)
    const known = this.#session
    if (known?.isComplete !== true || linksOf(known.capability) !== linksOf(capability)) {
      const reporter = new DeviceReporter(client, meter, identity.lfdi, settings.maker)
      this.#session = { reporter, isComplete: false, capability, device: null, lists: null, poster: null }
      await this.#readTime()
      await this.#enrol()
    } else {
      known.capability = capability
    }
    this.#poll('capability', capability.pollRate, () => this.#discover())
  }

  async #readTime(): Promise<void> {
    const link = this.#session?.capability.TimeLink
    if (link === undefined) return
    const { client, clock, settings } = this.#options
    const askedMs = clock.nowMs()
    const { currentTime, pollRate } = await client.get(timeResource, link.href)
    const answeredMs = clock.nowMs()
    // The server read its clock between the two, and tells whole seconds: half of one later on average.
    const offsetMs = currentTime * 1000 + 500 - (askedMs + answeredMs) / 2
    const uncertaintyMs = 500 + (answeredMs - askedMs) / 2
    this.#offsetMs = Math.abs(offsetMs) <= uncertaintyMs ? 0 : offsetMs
    const isOff = Math.abs(this.#offsetMs) > 1000 * settings.clockToleranceSeconds
    if (isOff && !this.#isClockTold) {
      const seconds = Math.round(Math.abs(this.#offsetMs) / 1000)
      const direction = this.#offsetMs > 0 ? 'ahead of' : 'behind'
      this.#notice(
        `the server's clock is ${seconds} s ${direction} the meter's: events are followed by the server's, readings keep the meter's`,
      )
    }
    this.#isClockTold = isOff
    this.#poll('time', pollRate, () => this.#readTime())
  }

  async #enrol(): Promise<void> {
    const session = this.#session
    if (session === null) return
    const { client, identity, meter, pin, settings } = this.#options
    const { EndDeviceListLink: list } = session.capability
    if (list === undefined) {
      // A server for mirrors alone has no devices.
      await this.#beginWork(session)
      return
    }
    const categories = (derCategories(meter) | loadCategories(meter)) >>> 0
    const newDevice = settings.registersItself
      ? { categories, postRate: settings.postRateSeconds, now: this.#serverNow }
      : null
    const { device, pollRate } = await findOwnDevice(client, list, identity, newDevice)
    await checkPin(client, device, pin)
    const isNew = session.device === null || linksOf(session.device) !== linksOf(device)
    session.device = device
    if (isNew) await this.#beginWork(session)
    this.#poll('device', pollRate, () => this.#enrol())
  }

  /** Everything that follows once the server is known to be the right one. */
  async #beginWork(session: Session): Promise<void> {
    const { client, identity, meter, settings } = this.#options
    session.isComplete = false
    await this.#readAssignments()
    await this.#report()
    const { MirrorUsagePointListLink: mirrors } = session.capability
    if (mirrors === undefined) {
      this.#notice('the server offers no mirrors: nothing is posted')
    } else {
      const owner = { lfdi: identity.lfdi, meter, mrids: settings.mrids }
      const poster = new MirrorPoster(client, mirrors, owner, this.#backlog, settings.postRateSeconds)
      await poster.create()
      session.poster = poster
      this.#poll('mirrors', session.capability.pollRate, () => this.#refreshMirrors())
    }
    session.isComplete = true
    this.#tasks.hasten('post', this.#options.clock.nowMs(), () => this.#post())
    this.#enter('ready')
  }

  async #refreshMirrors(): Promise<void> {
    await this.#session?.poster?.refresh()
    this.#poll('mirrors', this.#session?.capability.pollRate, () => this.#refreshMirrors())
  }

  async #post(): Promise<void> {
    await this.#session?.poster?.post()
  }

  async #readAssignments(): Promise<void> {
    const session = this.#session
    if (session === null) return
    const { client } = this.#options
    const link = session.device?.FunctionSetAssignmentsListLink
    const { documents, pollRate } = await readAssignments(client, link, session.capability)
    const isChanged = JSON.stringify(session.lists) !== JSON.stringify(documents)
    session.lists = documents
    if (isChanged) {
      await this.#readDer()
      await this.#readLoad()
      await this.#readPrices()
      await this.#readMessages()
    }
    this.#poll('assignments', pollRate, () => this.#readAssignments())
  }

  async #readDer(): Promise<void> {
    const lists = this.#session?.lists?.der ?? []
    const { documents, pollRate } = await readDerPrograms(this.#options.client, lists)
    this.#follower.readDer(documents, this.#serverNow)
    if (lists.length > 0) this.#poll('der', pollRate, () => this.#readDer())
    await this.#followEvents()
  }

  async #readLoad(): Promise<void> {
    const lists = this.#session?.lists?.load ?? []
    const { documents, pollRate } = await readLoadPrograms(this.#options.client, lists)
    this.#follower.readLoad(documents, this.#serverNow)
    if (lists.length > 0) this.#poll('load', pollRate, () => this.#readLoad())
    await this.#followEvents()
  }

  async #readPrices(): Promise<void> {
    const lists = this.#session?.lists?.price ?? []
    const { documents, pollRate } = await readTariffs(this.#options.client, lists)
    this.#follower.readPrices(documents, this.#serverNow)
    if (lists.length > 0) this.#poll('price', pollRate, () => this.#readPrices())
    await this.#followEvents()
  }

  async #readMessages(): Promise<void> {
    const lists = this.#session?.lists?.message ?? []
    const { documents, pollRate } = await readMessages(this.#options.client, lists)
    this.#follower.readMessages(documents, this.#serverNow)
    if (lists.length > 0) this.#poll('message', pollRate, () => this.#readMessages())
    await this.#followEvents()
  }

  /** Does what events ask for now, and looks again when the next of them begins or ends. */
  async #followEvents(): Promise<void> {
    const { clock } = this.#options
    const { responses, wakeAt } = this.#follower.advance(this.#serverNow)
    this.#responses.add(responses)
    if (wakeAt === null) {
      this.#tasks.remove('events')
    } else {
      const dueMs = Math.max(clock.nowMs() + 1, 1000 * wakeAt - (this.#offsetMs ?? 0))
      this.#schedule('events', dueMs, () => this.#followEvents())
    }
    if (!this.#responses.isEmpty) this.#tasks.hasten('responses', clock.nowMs(), () => this.#respond())
    if (this.#session?.isComplete === true && this.#follower.condition !== this.#reported) {
      this.#tasks.hasten('reports', clock.nowMs(), () => this.#report())
    }
  }

  async #respond(): Promise<void> {
    await this.#responses.drain(
      ({ replyTo, response }) => {
        const type = responseTypes.find(({ name }) => name === response.kind) ?? responseTypes[0]
        return this.#options.client.post(type, replyTo, response.value)
      },
      (error) => this.#remember(error, 'responses'),
    )
  }

  /** Puts what has changed of the meter's state to the server. */
  async #report(): Promise<void> {
    const device = this.#session?.device ?? null
    if (this.#session === null || device === null) return
    const sample = this.#backlog.latest
    const condition = { alarms: this.#alarms.alarms, control: this.#follower.condition }
    await this.#session.reporter.report(device, sample, condition, this.#serverNow)
    this.#reported = condition.control
    const rate =
      device.postRate === undefined || device.postRate === 0 ? this.#options.settings.postRateSeconds : device.postRate
    this.#poll('reports', sample === null ? Math.min(FIRST_REPORT_S, rate) : rate, () => this.#report())
  }

  async #log(): Promise<void> {
    const link = this.#session?.device?.LogEventListLink
    if (link === undefined) {
      this.#logEvents.clear()
      return
    }
    await this.#logEvents.drain(
      (event) => this.#options.client.post(logEvent, link.href, event),
      (error) => this.#remember(error, 'log'),
    )
  }

  #succeed(): void {
    if (this.#failures === 0) return
    this.#failures = 0
    if (this.#state === 'retrying') this.#enter(this.#session === null ? 'discovering' : 'ready')
  }

  /** Says what went wrong, and when it is tried again. */
  #fail(error: unknown, name: string, run: () => Promise<void>): void {
    const fault = this.#remember(error, name)
    const { clock, jitter } = this.#options
    this.#failures++
    const isUnknown = fault.fault === 'identity'
    const waitMs = Math.max(
      backoffMs(this.#failures, jitter()),
      1000 * (fault.refusal?.retryAfterSeconds ?? 0),
      fault.isTransport ? 0 : Math.min(REFUSED_MS / Math.max(1, clock.speed), 250 * 4 ** this.#failures),
    )
    const dueMs = clock.afterWallMs(waitMs)
    const isKept = this.#session?.isComplete === true && !isUnknown && !(fault.isGone && name !== 'responses')
    if (isKept) {
      // What was found out still holds: the task goes on where it stopped.
      this.#tasks.schedule(name, dueMs, run)
      if (fault.isTransport) {
        this.#tasks.postpone(dueMs, 'events')
        this.#enter('retrying')
      }
      return
    }
    // From the beginning; but what was told by events goes on and ends in time.
    this.#session = null
    this.#tasks.clearBut('events')
    this.#enter(error instanceof WrongPin ? 'refused' : isUnknown ? 'unregistered' : 'retrying')
    this.#tasks.schedule('capability', dueMs, () => this.#discover())
  }

  #remember(error: unknown, name: string): ClientError {
    const { clock } = this.#options
    // What is no fault of the server is one of this program: it must be seen, and must not stop other meters.
    const fault =
      error instanceof ClientError
        ? error
        : new ClientError(
            'document',
            `internal error (${name}): ${error instanceof Error ? error.stack : String(error)}`,
          )
    const isNew = this.#lastFault?.message !== fault.message
    this.#lastFault = { fault: fault.fault, message: fault.message, atMs: clock.nowMs() }
    if (isNew) this.#notice(fault.message)
    this.#options.onStatus(this.status)
    return fault
  }

  #notice(text: string): void {
    this.#options.onNotice(text)
  }

  #enter(state: AgentState): void {
    if (state === this.#state) return
    this.#state = state
    this.#options.onStatus(this.status)
  }
}

/** The links of a resource as one text: while they stay, so does everything found by them. */
function linksOf(value: object): string {
  return JSON.stringify(
    Object.entries(value).flatMap(([name, link]: [string, unknown]) =>
      typeof link === 'object' && link !== null && 'href' in link ? [[name, String(link.href)]] : [],
    ),
  )
}
