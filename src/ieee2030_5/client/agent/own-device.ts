/** @module The meter among the devices of the server: its entry, made if need be, and whether it is the right server. */

import { type EndDevice, endDevice, endDeviceList, registration } from '../../model/end-device.ts'
import { ClientError } from '../connection/client-error.ts'
import type { ListAddress, ResourceClient } from '../connection/resource-client.ts'
import type { ClientIdentity } from '../connection/server-address.ts'

/** An entry, and how often to look at it again. */
export interface OwnDevice {
  readonly device: EndDevice
  /** [s]; undefined where the server does not say. */
  readonly pollRate: number | undefined
}

export interface NewDevice {
  /** Bits of DEVICE_CATEGORY. */
  readonly categories: number
  /** Between two posts, as the meter would like it [s]. */
  readonly postRate: number
  /** By the server's clock [s since 1970 UTC]. */
  readonly now: number
}

/**
 * Finds the entry of a device; with `newDevice` one that is missing is made.
 *
 * @throws ClientError('identity') when the server does not know it
 */
export async function findOwnDevice(
  client: ResourceClient,
  list: ListAddress,
  identity: ClientIdentity,
  newDevice: NewDevice | null,
): Promise<OwnDevice> {
  const pages = await client.pages(endDeviceList, list)
  const pollRate = pages[0]?.pollRate
  const device = pages.flatMap((page) => page.EndDevice).find((each) => isOwn(each, identity))
  if (device !== undefined) return { device, pollRate }
  const { lfdi, sfdi } = identity
  if (newDevice === null) {
    throw new ClientError(
      'identity',
      `the server does not know the device with SFDI ${sfdi} and LFDI ${lfdi}: register it there`,
    )
  }
  return { device: await register(client, list.href, identity, newDevice), pollRate }
}

/** By LFDI, or by SFDI where the server does not tell that. */
function isOwn({ lFDI, sFDI }: EndDevice, { lfdi, sfdi }: ClientIdentity): boolean {
  return lFDI === undefined ? sFDI === sfdi : lFDI === lfdi
}

async function register(
  client: ResourceClient,
  href: string,
  { lfdi, sfdi }: ClientIdentity,
  { categories, postRate, now }: NewDevice,
): Promise<EndDevice> {
  try {
    const { location } = await client.post(endDevice, href, {
      deviceCategory: categories,
      lFDI: lfdi,
      sFDI: sfdi,
      changedTime: now,
      enabled: true,
      postRate,
    })
    if (location === null) throw new ClientError('document', `POST ${href}: no Location of the new device`)
    return await client.get(endDevice, location)
  } catch (error) {
    if (error instanceof ClientError && error.refusal !== null) {
      throw new ClientError(
        'identity',
        `the server does not take the device with SFDI ${sfdi} in: ${error.message}`,
        error.refusal,
      )
    }
    throw error
  }
}

/**
 * Whether the server has the PIN the meter was given with; a server without registrations passes.
 *
 * @throws ClientError('identity') when it has another one: it is not the server the meter belongs to
 */
export async function checkPin(client: ResourceClient, device: EndDevice, pin: number | null): Promise<void> {
  const { RegistrationLink: link } = device
  if (link === undefined || pin === null) return
  const { pIN } = await client.get(registration, link.href)
  if (pIN !== pin) throw new WrongPin(pin, pIN)
}

/** Says which PIN the server should have, and not that of the server. */
export class WrongPin extends ClientError {
  constructor(pin: number, seen: number) {
    const digits = (number: number) => String(number).padStart(6, '0')
    super(
      'identity',
      `the server has PIN ${digits(seen)} for this meter, whose PIN is ${digits(pin)}: refused. Register it there with its own PIN, which certificates --list shows`,
    )
  }
}
