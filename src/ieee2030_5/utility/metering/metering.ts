/** @module The function set Metering: usage points, what is metered there, and the values. */

import type { ListLink } from '../../model/resource.ts'
import type { Exchange, FunctionSet } from '../function-set.ts'
import { usagePointStanding } from './asked-entry.ts'
import { METER_READINGS } from './meter-reading-entry.ts'
import {
  getLatestReading,
  getMeterReading,
  getMeterReadingList,
  getReading,
  getReadingList,
  getReadingSet,
  getReadingSetList,
  getReadingType,
  getUsagePoint,
  getUsagePointList,
} from './metering-resources.ts'
import { READINGS } from './reading-entry.ts'
import { READING_SETS } from './reading-set-entry.ts'
import { USAGE_POINTS } from './usage-point-entry.ts'

const USAGE_POINT = '/upt/{usagePoint}'
const METER_READING = `${USAGE_POINT}/mr/{meterReading}`
const READING_SET = `${METER_READING}/rs/{readingSet}`

const audience = usagePointStanding

/** Read-only: what is here was mirrored, and changes at the mirror. */
export const meteringFunctionSet: FunctionSet = {
  routes: [
    { path: '/upt', audience: 'registered', get: getUsagePointList },
    { path: USAGE_POINT, audience, get: getUsagePoint },
    { path: `${USAGE_POINT}/mr`, audience, get: getMeterReadingList },
    { path: METER_READING, audience, get: getMeterReading },
    { path: `${METER_READING}/rt`, audience, get: getReadingType },
    { path: `${METER_READING}/r`, audience, get: getLatestReading },
    { path: `${METER_READING}/rs`, audience, get: getReadingSetList },
    { path: READING_SET, audience, get: getReadingSet },
    { path: `${READING_SET}/r`, audience, get: getReadingList },
    { path: `${READING_SET}/r/{reading}`, audience, get: getReading },
  ],
  collections: [USAGE_POINTS, METER_READINGS, READINGS, READING_SETS],
  capabilityLinks: usagePointLinks,
  assignmentLinks: usagePointLinks,
}

function usagePointLinks({ state, caller }: Exchange): { readonly UsagePointListLink: ListLink } {
  return { UsagePointListLink: { href: '/upt', all: state.at(USAGE_POINTS).group(caller.lfdi).size } }
}
