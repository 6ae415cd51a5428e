/**
 * @module DeviceCapability: where a client begins, and the server's own entry.
 *
 * @see IEEE Std 2030.5-2018, 10.2 (Device Capabilities) and 10.4 (End Device, Self Device)
 */

import { deviceCapability } from '../../model/device-capability.ts'
import { selfDevice } from '../../model/end-device.ts'
import { sfdi } from '../../pki/sfdi.ts'
import type { Exchange, FunctionSet } from '../function-set.ts'
import { mergedLinks } from '../merged-links.ts'
import { pollRateOf } from '../rates.ts'
import { document, type Reply } from '../reply.ts'

const PATH = '/dcap'
const SELF_PATH = '/sdev'

export const deviceCapabilityFunctionSet: FunctionSet = {
  collections: [],
  routes: [
    { path: PATH, audience: 'anyone', get: readCapability },
    { path: SELF_PATH, audience: 'registered', get: readSelf },
  ],
  capabilityLinks: () => ({ SelfDeviceLink: { href: SELF_PATH } }),
}

function readCapability(exchange: Exchange): Reply {
  const offered = mergedLinks(exchange.functionSets.map((set) => set.capabilityLinks?.(exchange)))
  const links = exchange.caller.device === null ? openLinks(offered, exchange.functionSets) : offered
  return document(deviceCapability, { ...links, href: PATH, pollRate: pollRateOf(exchange) })
}

/** To whom is not registered, only what is for anyone is there. */
function openLinks(links: object, functionSets: readonly FunctionSet[]): object {
  const open = functionSets.flatMap(({ routes }) =>
    routes.flatMap(({ path, audience }) => (audience === 'anyone' ? [path] : [])),
  )
  return Object.fromEntries(Object.entries(links).filter(([, link]) => open.includes(hrefOf(link))))
}

function hrefOf(link: unknown): string {
  return typeof link === 'object' && link !== null && 'href' in link ? String(link.href) : ''
}

function readSelf(exchange: Exchange): Reply {
  const { lfdi } = exchange.settings
  return document(selfDevice, {
    ...mergedLinks(exchange.functionSets.map((set) => set.selfLinks?.(exchange))),
    href: SELF_PATH,
    pollRate: pollRateOf(exchange),
    lFDI: lfdi,
    sFDI: sfdi(lfdi),
  })
}
