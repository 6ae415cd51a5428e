/**
 * @module One meter as a client of a utility server: finds its way by links, reports, follows events, and never gives up.
 *
 * DeviceCapability, time, its own entry and PIN, assignments and programs, reports on itself, mirrors; then everything again
 * at the rate the server asks for. One task runs at a time, so that requests stay in their order.
 *
 * @see IEEE Std 2030.5-2018, 5.5 and 9
 */

import type { DueResponse } from '../../events/due-response.ts'
import { type DeviceCapability, deviceCapability } from '../../model/device-capability.ts'
import type { EndDevice } from '../../model/end-device.ts'
import { type LogEvent, logEvent } from '../../model/log-event.ts'
import { responseTypes } from '../../model/response.ts'
import { ClientError } from '../connection/client-error.ts'
import { MeterBacklog } from '../mirrors/meter-backlog.ts'
import type { MeterSample } from '../mirrors/meter-sample.ts'
import { type AgentMemory, type AgentOptions, EVENT_KINDS, type EventKind } from './agent-options.ts'
import type { AgentFault, AgentState, AgentStatus } from './agent-status.ts'
import type { DerCondition } from './der-reports.ts'
import { DeviceReporter } from './device-reporter.ts'
import { derCategories, loadCategories } from './device-reports.ts'
import { EventFollower } from './event-follower.ts'
import { type FlowRequester, flowRequester } from './flow-requester.ts'
import { MeterAlarms } from './meter-alarms.ts'
import { MirrorPoster } from './mirror-poster.ts'
import { checkPin, findOwnDevice, WrongPin } from './own-device.ts'
import { PostQueue } from './post-queue.ts'
import { type OwnLists, type ProgramLists, readAssignments } from './program-reader.ts'
import { readEvents } from './read-events.ts'
import { retryDelayMs } from './retry-delay.ts'
import { ServerClock } from './server-clock.ts'
import { TaskRunner } from './task-runner.ts'

/** A meter's posts are spread over so much of a window, and no more than so long [share], [ms]. */
const SPREAD = { share: 0.1, mostMs: 30_000 } as const
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
  lists: (ProgramLists & OwnLists) | null
  poster: MirrorPoster | null
}

export class DeviceAgent {
  readonly #options: AgentOptions
  readonly #tasks: TaskRunner
  readonly #backlog: MeterBacklog
  readonly #follower: EventFollower
  readonly #alarms: MeterAlarms
  readonly #serverClock: ServerClock
  /** Where in a window this meter posts, 0 to 1: the same all the time, and another one for each meter. */
  readonly #phase: number
  readonly #logEvents = new PostQueue<LogEvent>(MOST_LOG_EVENTS)
  readonly #responses = new PostQueue<DueResponse>(MOST_RESPONSES)
  /** Null where nothing is reserved. */
  readonly #requester: FlowRequester | null
  #session: Session | null = null
  #state: AgentState = 'waiting'
  #lastFault: AgentFault | null = null
  #failures = 0
  #isClockTold = false
  #reported: DerCondition['control'] = 'none'

  constructor(options: AgentOptions) {
    const { meter, identity, settings, memory, jitter } = options
    this.#options = options
    this.#phase = jitter()
    this.#tasks = new TaskRunner({
      ...options,
      onDone: () => this.#succeed(),
      onFailed: (error, name, run) => this.#fail(error, name, run),
    })
    this.#serverClock = new ServerClock(options.clock)
    this.#backlog = new MeterBacklog(settings.intervalMs, 1000 * settings.postRateSeconds, memory.boundary)
    this.#alarms = new MeterAlarms(settings.maker.enterprise, memory.lastLogId)
    this.#requester = settings.reservesPower ? flowRequester(options) : null
    this.#follower = new EventFollower({
      meter,
      lfdi: identity.lfdi,
      memory,
      reservesPower: this.#requester !== null,
      currency: settings.currency,
      ownTariff: settings.ownTariff,
      onCommand: options.onCommand,
      onNotice: (text) => this.#notice(text),
    })
  }

  get status(): AgentStatus {
    const { meter, identity } = this.#options
    const { offsetMs } = this.#serverClock
    return {
      meterId: meter.meterId,
      lfdi: identity.lfdi,
      state: this.#state,
      lastFault: this.#lastFault,
      clockOffsetSeconds: offsetMs === null ? null : Math.round(offsetMs / 1000),
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
      this.#tasks.schedule('post', nowMs + this.#phase * spreadMs, () => this.#post())
    }
    if (!this.#logEvents.isEmpty && !this.#tasks.has('log')) this.#tasks.hasten('log', () => this.#log())
  }

  close(): void {
    this.#tasks.close()
    this.#enter('stopped')
    this.#options.client.close()
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
    this.#tasks.poll('capability', capability.pollRate, () => this.#discover())
  }

  async #readTime(): Promise<void> {
    const link = this.#session?.capability.TimeLink
    if (link === undefined) return
    const pollRate = await this.#serverClock.read(this.#options.client, link.href)
    const offsetMs = this.#serverClock.offsetMs ?? 0
    const isOff = Math.abs(offsetMs) > 1000 * this.#options.settings.clockToleranceSeconds
    if (isOff && !this.#isClockTold) {
      const difference = `${Math.round(Math.abs(offsetMs) / 1000)} s ${offsetMs > 0 ? 'ahead of' : 'behind'} the meter's`
      this.#notice(
        `the server's clock is ${difference}: events are followed by the server's, readings keep the meter's`,
      )
    }
    this.#isClockTold = isOff
    this.#tasks.poll('time', pollRate, () => this.#readTime())
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
      ? { categories, postRate: settings.postRateSeconds, now: this.#serverClock.now }
      : null
    const { device, pollRate } = await findOwnDevice(client, list, identity, newDevice)
    await checkPin(client, device, pin)
    const isNew = session.device === null || linksOf(session.device) !== linksOf(device)
    session.device = device
    if (isNew) await this.#beginWork(session)
    this.#tasks.poll('device', pollRate, () => this.#enrol())
  }

  /** Everything that follows once the server is known to be the right one. */
  async #beginWork(session: Session): Promise<void> {
    const { client, identity, meter, settings } = this.#options
    session.isComplete = false
    await this.#readAssignments()
    await this.#report()
    const requester = this.#requester
    if (requester !== null) this.#tasks.hasten('reserve', () => this.#reserve(requester))
    const { MirrorUsagePointListLink: mirrors } = session.capability
    if (mirrors === undefined) {
      this.#notice('the server offers no mirrors: nothing is posted')
    } else {
      const owner = { lfdi: identity.lfdi, meter, mrids: settings.mrids }
      const poster = new MirrorPoster(client, mirrors, owner, this.#backlog, settings.postRateSeconds)
      await poster.create()
      session.poster = poster
      this.#tasks.poll('mirrors', session.capability.pollRate, () => this.#refreshMirrors())
    }
    session.isComplete = true
    this.#tasks.hasten('post', () => this.#post())
    this.#enter('ready')
  }

  async #refreshMirrors(): Promise<void> {
    await this.#session?.poster?.refresh()
    this.#tasks.poll('mirrors', this.#session?.capability.pollRate, () => this.#refreshMirrors())
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
    const granted = this.#requester === null ? undefined : session.device?.FlowReservationResponseListLink
    const lists = { ...documents, flow: granted === undefined ? [] : [granted] }
    const isChanged = JSON.stringify(session.lists) !== JSON.stringify(lists)
    session.lists = lists
    for (const kind of isChanged ? EVENT_KINDS : []) await this.#readPrograms(kind)
    this.#tasks.poll('assignments', pollRate, () => this.#readAssignments())
  }

  async #readPrograms(kind: EventKind): Promise<void> {
    const lists = this.#session?.lists?.[kind] ?? []
    const pollRate = await readEvents(kind, this.#options.client, lists, this.#follower, this.#serverClock)
    if (lists.length > 0) this.#tasks.poll(kind, pollRate, () => this.#readPrograms(kind))
    this.#followEvents()
  }

  /** Does what events ask for now, and looks again when the next of them begins or ends. */
  #followEvents(): void {
    const { clock } = this.#options
    const { responses, wakeAt } = this.#follower.advance(this.#serverClock.now)
    this.#responses.add(responses)
    if (wakeAt === null) {
      this.#tasks.remove('events')
    } else {
      const dueMs = Math.max(clock.nowMs() + 1, this.#serverClock.meterMs(wakeAt))
      this.#tasks.schedule('events', dueMs, () => Promise.resolve(this.#followEvents()))
    }
    if (!this.#responses.isEmpty) this.#tasks.hasten('responses', () => this.#respond())
    if (this.#session?.isComplete === true && this.#follower.condition !== this.#reported) {
      this.#tasks.hasten('reports', () => this.#report())
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
    await this.#session.reporter.report(device, sample, condition, this.#serverClock.now)
    this.#reported = condition.control
    const rate =
      device.postRate === undefined || device.postRate === 0 ? this.#options.settings.postRateSeconds : device.postRate
    this.#tasks.poll('reports', sample === null ? Math.min(FIRST_REPORT_S, rate) : rate, () => this.#report())
  }

  /** Asks for power to charge with when the battery is low, where the server grants any. */
  async #reserve(requester: FlowRequester): Promise<void> {
    const list = this.#session?.device?.FlowReservationRequestListLink
    const sample = this.#backlog.latest
    if (list === undefined) return
    const again = () => this.#reserve(requester)
    if (sample === null) return this.#tasks.poll('reserve', FIRST_REPORT_S, again)
    const { isChanged, pollRate } = await requester.ask(list, sample, this.#serverClock.now)
    if (isChanged) await this.#readPrograms('flow')
    this.#tasks.poll('reserve', pollRate, again)
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
    const dueMs = clock.afterWallMs(retryDelayMs(fault, this.#failures, jitter(), clock.speed))
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
