/** @module What is known of the utility server of IEEE 2030.5 and of the meters as its clients, as it was told last. */

import type { FleetStatus } from '../ieee2030_5/client/fleet/fleet-status.ts'
import type { ServerStatus } from '../ieee2030_5/server/server-status.ts'

export interface ToldUtility {
  /** Null where the run has no server. */
  server: ServerStatus | null
  /** Null where the meters are no clients. */
  clients: FleetStatus | null
}
