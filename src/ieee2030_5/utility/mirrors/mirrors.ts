/** @module The function set Metering Mirror: devices that serve nothing themselves post what they measure. */

import type { DeviceCapability } from '../../model/device-capability.ts'
import type { Exchange, FunctionSet } from '../function-set.ts'
import { USAGE_POINTS } from '../metering/usage-point-entry.ts'
import { EXPIRED_MIRRORS, expireMirrors, MIRROR_WATCH } from './expire-mirrors.ts'
import { getMirror, getMirrorList, mirrorStanding } from './mirror.ts'
import { MIRROR_ACTIVITY } from './mirror-activity.ts'
import { hasRoom } from './mirror-limits.ts'
import { MIRROR_OPERATIONS } from './mirror-operations.ts'
import { deleteMirror, postMirror, putMirror } from './post-mirror.ts'
import { postMeterReadings } from './post-readings.ts'
import { removeMirrorsOf } from './remove-mirror.ts'

/** Needs the function set Metering, where the copies are. */
export const mirrorFunctionSet: FunctionSet = {
  routes: [
    { path: '/mup', audience: 'registered', get: getMirrorList, post: postMirror },
    {
      path: '/mup/{mirror}',
      audience: mirrorStanding,
      get: getMirror,
      put: putMirror,
      post: postMeterReadings,
      delete: deleteMirror,
    },
  ],
  collections: [MIRROR_ACTIVITY, EXPIRED_MIRRORS, MIRROR_WATCH],
  operations: MIRROR_OPERATIONS,
  capabilityLinks: mirrorLinks,
  forget: (state, { lfdi }) => removeMirrorsOf(state, lfdi),
  tidy: expireMirrors,
}

/** Whoever finds the link can make a mirror. */
function mirrorLinks(exchange: Exchange): Partial<DeviceCapability> {
  const { state, caller } = exchange
  if (!hasRoom(exchange)) return {}
  return { MirrorUsagePointListLink: { href: '/mup', all: state.at(USAGE_POINTS).group(caller.lfdi).size } }
}
