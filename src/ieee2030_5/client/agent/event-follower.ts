/** @module The events of a device in all four function sets: what it is told by them, and what it has to respond. */

import type { Meter } from '../../../campus/meter.ts'
import type { Command, CommandOrigin, GivenCommand } from '../../../simulation/commands/command.ts'
import { withApplied } from '../../events/applied-load-control.ts'
import { derCommand } from '../../events/der-command.ts'
import type { DerDevice } from '../../events/der-device.ts'
import { derEvents } from '../../events/der-events.ts'
import type { DueResponse, EventResponse } from '../../events/due-response.ts'
import { effectiveDerControl } from '../../events/effective-der-control.ts'
import { EventSchedule } from '../../events/event-schedule.ts'
import { FLOW_TARGET, flowEvents } from '../../events/flow-events.ts'
import { loadCommand, type UsualLoad } from '../../events/load-command.ts'
import { type DemandResponseDocuments, LOAD_TARGET, loadEvents } from '../../events/load-events.ts'
import { type MessagingDocuments, messageEvents } from '../../events/message-events.ts'
import type { OwnTariff } from '../../events/own-tariff.ts'
import { priceCommand } from '../../events/price-command.ts'
import { type PriceContent, priceEvents, type TariffDocuments } from '../../events/price-events.ts'
import { reservedShare, withReservation } from '../../events/reserved-power.ts'
import type { EndDeviceControl } from '../../model/demand-response.ts'
import type { DerControlBase } from '../../model/der-control.ts'
import type { FlowReservationResponse } from '../../model/flow-reservation.ts'
import type { TextMessage } from '../../model/messaging.ts'
import type { MeterSample } from '../mirrors/meter-sample.ts'
import { type AgentMemory, EVENT_KINDS, type EventKind } from './agent-options.ts'
import { type DerCondition, derCapabilityOf, derSettingsOf, hasDer } from './der-reports.ts'
import { derCategories, loadCategories } from './device-reports.ts'
import type { DerDocuments } from './program-reader.ts'

/** How fast the usual load follows the load [ms]: about an hour. */
const USUAL_LOAD_MS = 3_600_000
const WH_PER_MILLI = 1e-6

const RESPONSE_KINDS: Readonly<Record<EventKind, EventResponse['kind']>> = {
  der: 'DERControlResponse',
  load: 'DrResponse',
  price: 'PriceResponse',
  message: 'TextResponse',
  flow: 'FlowReservationResponseResponse',
}

export interface FollowerOptions {
  readonly meter: Meter
  readonly lfdi: string
  readonly memory: AgentMemory
  /** Whether the battery charges by what it is granted. */
  readonly reservesPower: boolean
  /** ISO 4217 number. */
  readonly currency: number
  /** The simulation's tariff. */
  readonly ownTariff: OwnTariff | null
  readonly onCommand: (command: GivenCommand) => void
  /** Something that cannot be done, or a message to be shown. */
  readonly onNotice: (text: string) => void
}

/** What is due at a moment. */
export interface EventMoment {
  readonly responses: readonly DueResponse[]
  /** When something changes next, by the server's clock [s since 1970]; null if nothing will. */
  readonly wakeAt: number | null
}

export class EventFollower {
  readonly #options: FollowerOptions
  readonly #schedules: {
    readonly der: EventSchedule<DerControlBase>
    readonly load: EventSchedule<EndDeviceControl>
    readonly price: EventSchedule<PriceContent>
    readonly message: EventSchedule<TextMessage>
    readonly flow: EventSchedule<FlowReservationResponse>
  }
  readonly #device: DerDevice
  #loadControls: readonly EndDeviceControl[] = []
  #documents: DerDocuments = { programs: [], curves: new Map() }
  readonly #told: Record<string, string>
  readonly #said = new Set<string>()
  #usualLoadKw: number | null = null
  #isLoadControlled = false
  #condition: DerCondition['control'] = 'none'
  /** Nothing is told before something was read: what held before a restart goes on. */
  readonly #isRead = new Set<EventKind>()

  constructor(options: FollowerOptions) {
    const { lfdi, memory, meter } = options
    this.#options = options
    this.#told = { ...memory.told }
    const scheduleOf = <Content>(kind: EventKind) =>
      new EventSchedule<Content>({
        lfdi,
        responseKind: RESPONSE_KINDS[kind],
        ...(memory.followed[kind] !== undefined && { followed: memory.followed[kind] }),
      })
    this.#schedules = {
      der: scheduleOf('der'),
      load: scheduleOf('load'),
      price: scheduleOf('price'),
      message: scheduleOf('message'),
      flow: scheduleOf('flow'),
    }
    this.#device = {
      categories: derCategories(meter),
      capability: derCapabilityOf(meter),
      settings: derSettingsOf(meter, 0),
    }
  }

  /** What of the inverters' state a control makes. */
  get condition(): DerCondition['control'] {
    return this.#condition
  }

  /** For the memory of the agent. */
  get memory(): Pick<AgentMemory, 'followed' | 'told'> {
    const followed = EVENT_KINDS.map((kind) => [kind, this.#schedules[kind].snapshot()] as const)
    return {
      followed: Object.fromEntries(followed.filter(([, events]) => events.length > 0)),
      told: { ...this.#told },
    }
  }

  /** The load as it usually is, by which reductions are measured. */
  take({ consumed, intervalMs }: MeterSample): void {
    if (this.#isLoadControlled) return
    const loadKw = (consumed * WH_PER_MILLI * USUAL_LOAD_MS) / intervalMs
    this.#usualLoadKw ??= loadKw
    this.#usualLoadKw += (loadKw - this.#usualLoadKw) * Math.min(1, intervalMs / USUAL_LOAD_MS)
  }

  /** @param now - by the server's clock [s since 1970], as below */
  readDer(documents: DerDocuments, now: number): void {
    this.#documents = documents
    if (!hasDer(this.#options.meter)) return
    this.#isRead.add('der')
    this.#schedules.der.read(derEvents(documents.programs, this.#device, documents.curves), now)
  }

  readLoad(documents: readonly DemandResponseDocuments[], now: number): void {
    this.#isRead.add('load')
    this.#loadControls = documents.flatMap(({ controls }) => controls)
    this.#schedules.load.read(loadEvents(documents, loadCategories(this.#options.meter)), now)
  }

  readPrices(documents: readonly TariffDocuments[], now: number): void {
    this.#isRead.add('price')
    this.#schedules.price.read(priceEvents(documents), now)
  }

  readMessages(documents: readonly MessagingDocuments[], now: number): void {
    this.#isRead.add('message')
    this.#schedules.message.read(messageEvents(documents), now)
  }

  readReservations(documents: readonly FlowReservationResponse[], now: number): void {
    this.#isRead.add('flow')
    this.#schedules.flow.read(flowEvents(documents), now)
  }

  /** Does what is due. */
  advance(now: number): EventMoment {
    const { der, load, price, message, flow } = this.#schedules
    const moments: EventMoment[] = []
    const reserved = this.#isRead.has('flow') ? flow.advance(now) : null
    if (reserved !== null) moments.push(reserved)
    if (this.#isRead.has('der') && (reserved !== null || !this.#options.reservesPower)) {
      const state = der.advance(now)
      this.#tellDer(state.inEffect, reserved?.inEffect.get(FLOW_TARGET)?.content ?? null)
      moments.push(state)
    }
    if (this.#isRead.has('load')) {
      const state = load.advance(now)
      this.#tellLoad(state.inEffect.get(LOAD_TARGET)?.content ?? null)
      moments.push({ ...state, responses: withApplied(state.responses, this.#loadControls, this.#usualLoad) })
    }
    if (this.#isRead.has('price')) {
      const state = price.advance(now)
      this.#tellPrices(state.inEffect)
      moments.push(state)
    }
    if (this.#isRead.has('message')) {
      const state = message.advance(now)
      for (const { content } of state.inEffect.values()) {
        this.#say(content.mRID, `message of the server: ${content.textMessage}`)
      }
      moments.push(state)
    }
    const times = moments.flatMap(({ wakeAt }) => wakeAt ?? [])
    return {
      responses: moments.flatMap(({ responses }) => responses),
      wakeAt: times.length === 0 ? null : Math.min(...times),
    }
  }

  #tellDer(inEffect: Parameters<typeof effectiveDerControl>[0], grant: FlowReservationResponse | null): void {
    const { meterId } = this.#options.meter
    const { programs, curves } = this.#documents
    const effective = effectiveDerControl(inEffect, programs, this.#device, curves)
    const { control, unmapped } = derCommand(effective, this.#device, curves)
    for (const { field, reason } of unmapped) this.#say(`${field} ${reason}`, `${field} is not followed: ${reason}`)
    const isOff = control !== null && !(control.isConnected && control.isEnergized)
    this.#condition = control === null ? 'none' : isOff ? 'disconnected' : 'limited'
    const whole = withReservation(control, grant === null ? null : reservedShare(grant, this.#device))
    const reference = effective.sources[0]?.mRID ?? (whole === null ? '' : (grant?.mRID ?? ''))
    this.#tell({ kind: 'der_control', meterId, control: whole }, reference, whole === null)
  }

  get #usualLoad(): UsualLoad {
    return { loadKw: this.#usualLoadKw ?? this.#options.meter.capacityKw, coolingSetPointC: null }
  }

  #tellLoad(inEffect: EndDeviceControl | null): void {
    const { meter } = this.#options
    const { control, unmapped } = loadCommand(inEffect, this.#usualLoad)
    for (const { field, reason } of unmapped) this.#say(`${field} ${reason}`, `${field} is not followed: ${reason}`)
    this.#isLoadControlled = control !== null
    const command = { kind: 'load_control', meterId: meter.meterId, control } as const
    this.#tell(command, inEffect?.mRID ?? '', control === null)
  }

  #tellPrices(inEffect: Parameters<typeof priceCommand>[0]): void {
    const { purchaseRate, feedInRate, unmapped } = priceCommand(
      inEffect,
      this.#options.currency,
      this.#options.ownTariff,
    )
    for (const { field, reason } of unmapped) this.#say(`${field} ${reason}`, `${field} is not followed: ${reason}`)
    const [first] = inEffect.values()
    const command = { kind: 'grid_prices', purchaseRate, feedInRate } as const
    this.#tell(command, first?.event.mRID ?? '', purchaseRate === null && feedInRate === null)
  }

  /** Tells the meter what holds, if it is something else than it was told last. */
  #tell(command: Command, reference: string, isNothing: boolean): void {
    const text = isNothing ? '' : JSON.stringify(command)
    if (text === (this.#told[command.kind] ?? '')) return
    this.#told[command.kind] = text
    const origin: CommandOrigin = { source: 'ieee2030_5', reference }
    this.#options.onCommand({ command, origin })
  }

  /** Says something once. */
  #say(key: string, text: string): void {
    if (this.#said.has(key)) return
    this.#said.add(key)
    this.#options.onNotice(text)
  }
}
