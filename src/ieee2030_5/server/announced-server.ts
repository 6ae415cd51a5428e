/** @module What the utility server says of itself to those who look for one. */

import type { AnnouncedServer } from '../discovery/service-records.ts'
import { sfdi } from '../pki/device-identifiers.ts'

/** What may be looked for by itself; devices are not, since that would tell anybody who is registered. */
const FUNCTION_SETS = {
  derp: '/derp',
  dr: '/dr',
  edev: '/edev',
  msg: '/msg',
  mup: '/mup',
  rsps: '/rsps',
  sdev: '/sdev',
  tm: '/tm',
  tp: '/tp',
  upt: '/upt',
}

/** @param lfdi - of the server: its name is the same after every restart, and no other server's */
export function announcedServer(lfdi: string, port: number): AnnouncedServer {
  return { name: `utility-${sfdi(lfdi)}`, port, capability: '/dcap', functionSets: FUNCTION_SETS }
}
