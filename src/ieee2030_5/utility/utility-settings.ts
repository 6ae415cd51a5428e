/** @module What a utility server is told about itself. */

export interface UtilitySettings {
  /** LFDI of its own certificate. */
  readonly lfdi: string
  /** TIME_QUALITY of its clock: a simulated one is coordinated with nothing. */
  readonly timeQuality: number
  /** The PIN a device is to know it by. */
  readonly pinOf: (lfdi: string) => number
  /** IANA private enterprise number in the mRIDs it makes. */
  readonly enterpriseNumber: number
  /** Time zone of the site, for the offsets of the Time resource. */
  readonly timeZone: string
  /** Seconds between two polls of a resource that says nothing of its own, and between two posts of a device. */
  readonly pollRate: number
  readonly postRate: number
  /** Whether devices of a trusted authority may enter themselves. */
  readonly inBandRegistration: boolean
  /** Most mirrors of all devices, and how long an idle one stays [s]. */
  readonly mostMirrors: number
  readonly mirrorIdleSeconds: number
  /** Hosts, addresses and blocks where notifications may go though they are not public; none when absent. */
  readonly notificationHosts?: readonly string[]
  /** Most reading sets kept of a meter reading. */
  readonly mostReadingSets: number
}
