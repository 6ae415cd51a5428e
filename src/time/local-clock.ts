/** @module Civil time of the campus, for calendars, shapes and display; everything else is UTC. */

const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS

/** The offset in a formatted date, such as `1/1/2025, GMT+07:00`; seconds in old times only, nothing for UTC itself. */
const OFFSET = /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/

/** A wall-clock instant in the campus time zone. */
export interface LocalTime {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  /** Day of the month, 1 to 31. */
  readonly day: number
  /** Hour of the day with its fraction, 0 ≤ h < 24. */
  readonly hour: number
  /** 0 Sunday to 6 Saturday. */
  readonly weekday: number
  /** Days since 1970-01-01 in local civil time: equal exactly when the date is equal. */
  readonly dayNumber: number
}

/** Converts UTC instants to civil time of one IANA time zone, remembering the zone's offset per day. */
export class LocalClock {
  readonly timeZone: string
  readonly #format: Intl.DateTimeFormat
  /** UTC day whose offset is remembered, and the offset when it holds all day; NaN when it changes within the day. */
  #day = Number.NaN
  #dayOffsetMs = Number.NaN
  /** Offset at the end of that day, where the next one begins. */
  #endOffsetMs = Number.NaN

  /**
   * @param timeZone - IANA name such as `Asia/Bangkok`
   * @throws RangeError for a name the platform does not know
   */
  constructor(timeZone: string) {
    this.timeZone = timeZone
    this.#format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  }

  /** Offset of local time from UTC at an instant [ms], positive east of Greenwich. */
  offsetMs(epochMs: number): number {
    const day = Math.floor(epochMs / DAY_MS)
    if (day !== this.#day) {
      const first = day === this.#day + 1 ? this.#endOffsetMs : this.#lookUpOffset(day * DAY_MS)
      this.#day = day
      this.#endOffsetMs = this.#lookUpOffset((day + 1) * DAY_MS)
      this.#dayOffsetMs = first === this.#endOffsetMs ? first : Number.NaN
    }
    return Number.isNaN(this.#dayOffsetMs) ? this.#lookUpOffset(epochMs) : this.#dayOffsetMs
  }

  /** Civil time at an instant. */
  at(epochMs: number): LocalTime {
    const localMs = epochMs + this.offsetMs(epochMs)
    const dayNumber = Math.floor(localMs / DAY_MS)
    const date = new Date(dayNumber * DAY_MS)
    return {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: (localMs - dayNumber * DAY_MS) / HOUR_MS,
      weekday: date.getUTCDay(),
      dayNumber,
    }
  }

  #lookUpOffset(epochMs: number): number {
    const [, sign, hours, minutes, seconds = '0'] = OFFSET.exec(this.#format.format(epochMs)) ?? []
    if (sign === undefined) return 0
    const offsetMs = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * 1000
    return sign === '-' ? -offsetMs : offsetMs
  }
}
