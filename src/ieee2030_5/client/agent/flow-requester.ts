/**
 * @module Asks the server for the power to charge a battery, and gives back what is not needed any more.
 *
 * @see IEEE Std 2030.5-2018, 10.9 (flow reservation)
 */

import type { BatteryBank } from '../../../campus/meter.ts'
import {
  type FlowReservationRequest,
  flowReservationRequest,
  flowReservationRequestList,
  REQUEST_STATUS,
} from '../../model/flow-reservation.ts'
import type { MridFactory } from '../../model/mrid.ts'
import type { ListAddress, ResourceClient } from '../connection/resource-client.ts'
import type { MeterSample } from '../mirrors/meter-sample.ts'
import type { AgentOptions } from './agent-options.ts'
import { fixedPoint } from './fixed-point.ts'

/** A battery asks when less than this is left of what it may hold, and needs no more from the other on [share]. */
const LOW = 0.5
const FULL = 0.98
/** A request is for some of the hours that follow the next quarter of an hour [s]. */
const STEP_S = 900
const WINDOW_S = 8 * 3600
const WATTS_PER_KW = 1000

export interface RequesterOptions {
  readonly client: ResourceClient
  readonly battery: BatteryBank
  readonly lfdi: string
  readonly mrids: MridFactory
}

export interface Asked {
  /** Something was asked for or given back. */
  readonly isChanged: boolean
  /** How often to look again [s]; undefined where the server does not say. */
  readonly pollRate: number | undefined
}

/** Of a meter; null without a battery. */
export function flowRequester({ client, identity, meter, settings }: AgentOptions): FlowRequester | null {
  const { battery } = meter
  return battery === null ? null : new FlowRequester({ client, battery, lfdi: identity.lfdi, mrids: settings.mrids })
}

export class FlowRequester {
  readonly #options: RequesterOptions

  constructor(options: RequesterOptions) {
    this.#options = options
  }

  /**
   * One request is open at a time. Which one is known to the server, so nothing has to be remembered.
   *
   * @param now - by the server's clock [s since 1970 UTC]
   * @throws ClientError
   */
  async ask(list: ListAddress, { stateOfCharge }: MeterSample, now: number): Promise<Asked> {
    const { client, battery } = this.#options
    if (stateOfCharge === null) return { isChanged: false, pollRate: undefined }
    const pages = await client.pages(flowReservationRequestList, list)
    const pollRate = pages[0]?.pollRate
    const open = pages.flatMap((page) => page.FlowReservationRequest).find((request) => isOpen(request, now))
    const filled = (stateOfCharge / 100 - battery.socMin) / (battery.socMax - battery.socMin)
    if (open === undefined) {
      if (filled >= LOW) return { isChanged: false, pollRate }
      await client.post(flowReservationRequest, list.href, this.#request(stateOfCharge, now))
      return { isChanged: true, pollRate }
    }
    if (filled < FULL || open.href === undefined) return { isChanged: false, pollRate }
    const RequestStatus = { dateTime: now, requestStatus: REQUEST_STATUS.cancelled }
    await client.put(flowReservationRequest, open.href, { ...open, RequestStatus })
    return { isChanged: true, pollRate }
  }

  #request(stateOfCharge: number, now: number): FlowReservationRequest {
    const { battery, lfdi, mrids } = this.#options
    const start = (Math.floor(now / STEP_S) + 1) * STEP_S
    const energyKwh = ((battery.socMax - stateOfCharge / 100) * battery.capacityKwh) / battery.chargeEfficiency
    return {
      mRID: mrids.create(lfdi, 'flow reservation', String(start)),
      creationTime: now,
      energyRequested: fixedPoint.signed(WATTS_PER_KW * energyKwh),
      intervalRequested: { start, duration: WINDOW_S },
      powerRequested: fixedPoint.signed(WATTS_PER_KW * battery.powerKw),
      RequestStatus: { dateTime: now, requestStatus: REQUEST_STATUS.requested },
    }
  }
}

function isOpen({ RequestStatus, intervalRequested }: FlowReservationRequest, now: number): boolean {
  const { start, duration } = intervalRequested
  return RequestStatus.requestStatus === REQUEST_STATUS.requested && start + duration > now
}
