/** @module What the utility server makes of requests, without a network: parse, decide, store and write. */

import type { MirrorMeterReading } from '../src/ieee2030_5/model/mirror-usage-point.ts'
import {
  mirrorMeterReading,
  mirrorMeterReadingList,
  mirrorUsagePoint,
} from '../src/ieee2030_5/model/mirror-usage-point.ts'
import { TIME_QUALITY } from '../src/ieee2030_5/model/time.ts'
import { sfdi } from '../src/ieee2030_5/pki/sfdi.ts'
import { registerDevice } from '../src/ieee2030_5/utility/device-registry.ts'
import { FUNCTION_SETS } from '../src/ieee2030_5/utility/function-sets.ts'
import { respond } from '../src/ieee2030_5/utility/respond.ts'
import { createUtility } from '../src/ieee2030_5/utility/utility.ts'
import { UtilityState } from '../src/ieee2030_5/utility/utility-state.ts'
import { SEP_XML, xmlCodec } from '../src/ieee2030_5/xml/codec.ts'
import { processorNs, type Spread, spreadOf, timeInTurns } from './rounds.ts'

/** Costs of one request [processor ns]. */
export interface UtilityRequestsResult {
  /** A MirrorMeterReading with one value, only read; and posted. */
  readonly readOneNs: Spread
  readonly postOneNs: Spread
  /** The same with a set of four quarters of an hour. */
  readonly readSetNs: Spread
  readonly postSetNs: Spread
  readonly getMirrorNs: Spread
  readonly getReadingNs: Spread
  /** Ten sets of a hundred. */
  readonly getSetsNs: Spread
}

const LFDI = '3E4F45AB31EDFE5B67E343E5E4562E31984E23E5'
const NOW = Date.UTC(2026, 10, 27) / 1000
const KEPT = 100
const REQUESTS = 2000
const NOTHING = new Uint8Array()

const mRID = (number: number): string => number.toString(16).toUpperCase().padStart(32, '0')
const POWER = { accumulationBehaviour: 0, commodity: 1, dataQualifier: 2, flowDirection: 1, kind: 37, uom: 38 }

export async function measureUtilityRequests(rounds: number): Promise<UtilityRequestsResult> {
  const send = benchServer()
  let start = NOW
  const one = (value: number): MirrorMeterReading => {
    start += 300
    return { mRID: mRID(1), MirrorReadingSet: [], Reading: { timePeriod: { duration: 300, start }, value } }
  }
  const set = (value: number): MirrorMeterReading => {
    start += 3600
    const quarters = [0, 1, 2, 3].map((localID) => ({
      timePeriod: { duration: 900, start: start + 900 * localID },
      value,
      localID,
    }))
    const timePeriod = { duration: 3600, start }
    return { mRID: mRID(2), MirrorReadingSet: [{ mRID: mRID(start), timePeriod, Reading: quarters }] }
  }
  let bodies: Uint8Array[] = []
  const prepare = (document: (value: number) => MirrorMeterReading): void => {
    bodies = Array.from({ length: REQUESTS }, (_, value) => xmlCodec.encode(mirrorMeterReading, document(value)))
  }
  const read = (): void => {
    for (const body of bodies) xmlCodec.decode(body, [mirrorMeterReading, mirrorMeterReadingList])
  }
  const post = (): void => {
    for (const body of bodies) send('POST', '/mup/1', body)
  }
  const get = (target: string) => () => {
    for (let request = 0; request < REQUESTS; request++) send('GET', target, NOTHING)
  }
  const [, readOne, postOne, , readSet, postSet, getMirror, getReading, getSets] = await timeInTurns(
    processorNs,
    [
      () => prepare(one),
      read,
      post,
      () => prepare(set),
      read,
      post,
      get('/mup/1'),
      get('/upt/1/mr/1/r'),
      get('/upt/1/mr/2/rs?l=10'),
    ],
    rounds,
    3,
  )
  const each = (ns: readonly number[]): Spread => spreadOf(ns.map((round) => round / REQUESTS))
  return {
    readOneNs: each(readOne),
    postOneNs: each(postOne),
    readSetNs: each(readSet),
    postSetNs: each(postSet),
    getMirrorNs: each(getMirror),
    getReadingNs: each(getReading),
    getSetsNs: each(getSets),
  }
}

/** A server with one device and its mirror. */
function benchServer(): (method: string, target: string, body: Uint8Array) => void {
  const state = new UtilityState()
  const settings = {
    lfdi: LFDI,
    timeQuality: TIME_QUALITY.uncoordinated,
    pinOf: () => 111_115,
    enterpriseNumber: 32_473,
    timeZone: 'Asia/Bangkok',
    pollRate: 900,
    postRate: 300,
    inBandRegistration: false,
    mostMirrors: 100,
    mirrorIdleSeconds: 72 * 3600,
    mostReadingSets: KEPT,
  }
  const utility = createUtility(FUNCTION_SETS, settings, state)
  registerDevice(state, { lfdi: LFDI, pin: 111_115 }, NOW)
  const caller = { lfdi: LFDI, sfdi: sfdi(LFDI) }
  const send = (method: string, target: string, body: Uint8Array): void => {
    const answer = respond(utility, { method, target, accept: SEP_XML, contentType: SEP_XML, body, caller, now: NOW })
    if (answer.status >= 400) throw new Error(`${method} ${target}: ${answer.status} ${answer.detail}`)
    // as whoever keeps the state on disk
    state.takeChanges()
  }
  const types = [mRID(1), mRID(2)].map((one) => ({ mRID: one, MirrorReadingSet: [], ReadingType: POWER }))
  const mirror = {
    mRID: mRID(3),
    roleFlags: 0x13,
    serviceCategoryKind: 0,
    status: 1,
    deviceLFDI: LFDI,
    MirrorMeterReading: types,
  }
  send('POST', '/mup', xmlCodec.encode(mirrorUsagePoint, mirror))
  return send
}
