/**
 * @module What of a meter's readings is worth an entry in its log: alarms that come and go, and readings not to be trusted.
 *
 * @see CSIP 2.1, table 14: codes of alarms, each followed by that of its end
 */

import { DER_ALARM } from '../../model/der-status.ts'
import { LOG_FUNCTION_SET, LOG_PROFILE, type LogEvent, STANDARD_PEN } from '../../model/log-event.ts'
import { shortened } from '../../model/texts.ts'
import { type MeterSample, QUALITY_FLAGS } from '../mirrors/meter-sample.ts'

/** Phase to neutral [V]. @see IEC 60038 */
const NOMINAL_VOLTAGE = 230
const VOLTAGE_TOLERANCE = 0.1
/** [Hz]. @see EN 50160, for a synchronous grid */
const FREQUENCY = { low: 49.5, high: 50.5 } as const

/** Ours, under the enterprise number of the meter's maker. */
const VENDOR_CODE = { readingsDoubtful: 1, readingsGoodAgain: 2, disconnected: 3, connected: 4 } as const

const DETAIL_BYTES = 32

type Alarm = keyof typeof DER_ALARM

const CONDITIONS: readonly (readonly [alarm: Alarm, isOn: (sample: MeterSample) => boolean])[] = [
  ['overVoltage', ({ voltage }) => voltage > NOMINAL_VOLTAGE * (1 + VOLTAGE_TOLERANCE)],
  ['underVoltage', ({ voltage, isConnected }) => isConnected && voltage < NOMINAL_VOLTAGE * (1 - VOLTAGE_TOLERANCE)],
  ['overFrequency', ({ frequency }) => frequency > FREQUENCY.high],
  ['underFrequency', ({ frequency, isConnected }) => isConnected && frequency < FREQUENCY.low],
]

export class MeterAlarms {
  readonly #enterprise: number
  #alarms = 0
  #isDoubtful = false
  #isDisconnected = false
  #lastId: number

  /**
   * @param enterprise - IANA enterprise number of the maker
   * @param lastId - number of the last entry
   */
  constructor(enterprise: number, lastId: number) {
    this.#enterprise = enterprise
    this.#lastId = lastId
  }

  /** Those that are on, as bits of DER_ALARM. */
  get alarms(): number {
    return this.#alarms
  }

  get lastId(): number {
    return this.#lastId
  }

  /** What has changed with a sample. */
  take(sample: MeterSample): LogEvent[] {
    const events: LogEvent[] = []
    for (const [alarm, isOn] of CONDITIONS) {
      const bit = 1 << DER_ALARM[alarm]
      const now = isOn(sample)
      if (now !== ((this.#alarms & bit) !== 0)) {
        this.#alarms ^= bit
        events.push(this.#derEvent(alarm, now, sample))
      }
    }
    const isDoubtful = sample.quality !== QUALITY_FLAGS.good
    if (isDoubtful !== this.#isDoubtful) {
      this.#isDoubtful = isDoubtful
      const code = isDoubtful ? VENDOR_CODE.readingsDoubtful : VENDOR_CODE.readingsGoodAgain
      events.push(this.#vendorEvent(code, isDoubtful ? 'readings not good' : 'readings good again', sample))
    }
    if (sample.isConnected === this.#isDisconnected) {
      this.#isDisconnected = !sample.isConnected
      const code = sample.isConnected ? VENDOR_CODE.connected : VENDOR_CODE.disconnected
      events.push(this.#vendorEvent(code, sample.isConnected ? 'connected' : 'disconnected', sample))
    }
    return events
  }

  #derEvent(alarm: Alarm, isOn: boolean, { endMs, voltage, frequency }: MeterSample): LogEvent {
    const figure = alarm.endsWith('Voltage') ? `${voltage} V` : `${frequency} Hz`
    return {
      ...this.#event(endMs),
      details: shortened(figure, DETAIL_BYTES),
      functionSet: LOG_FUNCTION_SET.der,
      logEventCode: 2 * DER_ALARM[alarm] + Number(!isOn),
      logEventPEN: STANDARD_PEN,
      profileID: LOG_PROFILE.ieee2030_5,
    }
  }

  #vendorEvent(logEventCode: number, details: string, { endMs }: MeterSample): LogEvent {
    return {
      ...this.#event(endMs),
      details: shortened(details, DETAIL_BYTES),
      functionSet: LOG_FUNCTION_SET.metering,
      logEventCode,
      profileID: LOG_PROFILE.vendor,
    }
  }

  #event(timeMs: number): Pick<LogEvent, 'createdDateTime' | 'logEventID' | 'logEventPEN'> {
    this.#lastId = (this.#lastId + 1) % 2 ** 16
    return { createdDateTime: Math.floor(timeMs / 1000), logEventID: this.#lastId, logEventPEN: this.#enterprise }
  }
}
