/** @module What devices have said of their distributed energy resource: one each, however many inverters are behind it. */

import type { DerAvailability } from '../../model/der.ts'
import type { DerCapability } from '../../model/der-capability.ts'
import type { DerSettings } from '../../model/der-settings.ts'
import type { DerStatus } from '../../model/der-status.ts'
import type { CollectionKey, UtilityState } from '../utility-state.ts'

/** All by the LFDI of the device. */
export const DER_CAPABILITIES: CollectionKey<DerCapability> = { name: 'derCapabilities' }
export const DER_SETTINGS: CollectionKey<DerSettings> = { name: 'derSettings' }
export const DER_STATUSES: CollectionKey<DerStatus> = { name: 'derStatuses' }
export const DER_AVAILABILITIES: CollectionKey<DerAvailability> = { name: 'derAvailabilities' }

/** What a device can do and is set to, as far as it has said. */
export interface DerRatings {
  readonly capability: DerCapability | undefined
  readonly settings: DerSettings | undefined
}

export function derRatings(state: UtilityState, lfdi: string): DerRatings {
  return { capability: state.at(DER_CAPABILITIES).get(lfdi), settings: state.at(DER_SETTINGS).get(lfdi) }
}
