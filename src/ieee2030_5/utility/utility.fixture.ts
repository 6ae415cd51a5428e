/** @module A utility server without a network: tests send it requests as one device or another, and read its answers. */

import { errorType } from '../model/error.ts'
import type { ObjectType } from '../model/table.ts'
import { TIME_QUALITY } from '../model/time.ts'
import type { TypeOf } from '../model/type-of.ts'
import { sfdi } from '../pki/sfdi.ts'
import { SEP_XML, xmlCodec } from '../xml/codec.ts'
import { readDocument } from '../xml/read-document.ts'
import type { Device } from './device.ts'
import { registerDevice } from './device-registry.ts'
import type { FunctionSet } from './function-set.ts'
import { operate } from './operate.ts'
import { respond } from './respond.ts'
import type { UtilityResponse } from './response.ts'
import { createUtility, type Utility } from './utility.ts'
import type { UtilitySettings } from './utility-settings.ts'
import { UtilityState } from './utility-state.ts'

/** 2026-11-27 09:00 in Bangkok [s since 1970 UTC]. */
export const NOW = Date.UTC(2026, 10, 27, 2) / 1000

export const PIN = 111_115

export const UTILITY_SETTINGS: UtilitySettings = {
  lfdi: '5E12FE125E12FE125E12FE125E12FE125E12FE12',
  timeQuality: TIME_QUALITY.uncoordinated,
  pinOf: () => PIN,
  enterpriseNumber: 32_473,
  timeZone: 'Asia/Bangkok',
  pollRate: 900,
  postRate: 300,
  inBandRegistration: false,
  mostMirrors: 100,
  mirrorIdleSeconds: 72 * 3600,
  mostReadingSets: 100,
}

/** Holders of certificates. */
export const LFDI_A = '3E4F45AB31EDFE5B67E343E5E4562E31984E23E5'
export const LFDI_B = '869911A32C41EC1D4DC515E2A252E1CC32C04200'
export const LFDI_STRANGER = 'C0FFEE00C0FFEE00C0FFEE00C0FFEE00C0FFEE00'

/** A document to send. */
export interface Sent<Type extends ObjectType = ObjectType> {
  readonly type: Type
  readonly value: TypeOf<Type>
}

export interface Received extends Pick<UtilityResponse, 'status' | 'headers' | 'detail'> {
  readonly location: string | undefined
  /** The body as text; empty when there is none. */
  readonly text: string
  /** Of the Error body; undefined without one. */
  readonly reasonCode: number | undefined
}

export class TestUtility {
  readonly utility: Utility
  readonly state: UtilityState
  /** [s since 1970 UTC] */
  now = NOW

  constructor(
    functionSets: readonly FunctionSet[],
    settings: Partial<UtilitySettings> = {},
    state: UtilityState = new UtilityState(),
  ) {
    this.state = state
    this.utility = createUtility(functionSets, { ...UTILITY_SETTINGS, ...settings }, state)
  }

  /** Enters a device; the first has the number 1. */
  register(lfdi: string, meterId = ''): Device {
    return registerDevice(this.state, { lfdi, pin: PIN, meterId }, this.now)
  }

  /** Sends a request whose body may be anything. */
  sendText(lfdi: string, method: string, target: string, body = ''): Received {
    const response = respond(this.utility, {
      method,
      target,
      accept: SEP_XML,
      contentType: body === '' ? undefined : SEP_XML,
      body: new TextEncoder().encode(body),
      caller: { lfdi, sfdi: sfdi(lfdi) },
      now: this.now,
    })
    const text = new TextDecoder().decode(response.body ?? new Uint8Array())
    return {
      status: response.status,
      headers: response.headers,
      detail: response.detail,
      location: response.headers.Location,
      text,
      reasonCode: response.status >= 400 && text !== '' ? readDocument(text, [errorType]).value.reasonCode : undefined,
    }
  }

  /** Sends a request with or without a document. */
  send(lfdi: string, method: string, target: string, document?: Sent): Received {
    const body = document === undefined ? '' : new TextDecoder().decode(xmlCodec.encode(document.type, document.value))
    return this.sendText(lfdi, method, target, body)
  }

  /** Reads a resource that is there and of a type. */
  get<Type extends ObjectType>(lfdi: string, target: string, type: Type): TypeOf<Type> {
    const { status, text, detail } = this.sendText(lfdi, 'GET', target)
    if (status !== 200) throw new Error(`GET ${target}: ${status} ${detail}`)
    return readDocument(text, [type]).value
  }

  /** What an operator gets. */
  operate(name: string, input: unknown): unknown {
    return operate(this.utility, { name, input }, this.now)
  }
}
