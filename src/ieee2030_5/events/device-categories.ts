/** @module For which kinds of device an event is meant. */

/**
 * @param asked - bits of DEVICE_CATEGORY in the event; all devices when absent
 * @param own - bits of the device
 * @see IEEE Std 2030.5-2018, schema version 2.1.0, RespondableResource.responseRequired: others neither follow nor respond
 */
export function isMeantFor(asked: number | undefined, own: number): boolean {
  return asked === undefined || (asked & own) !== 0
}
