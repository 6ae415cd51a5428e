/**
 * @module Time: the server's clock, which its clients follow.
 *
 * @see IEEE Std 2030.5-2018, 10.3 (Time function set)
 */

import { timeResource } from '../../model/time.ts'
import type { Exchange, FunctionSet } from '../function-set.ts'
import { pollRateOf } from '../rates.ts'
import { document, type Reply } from '../reply.ts'
import { zoneRules } from './zone-rules.ts'

const PATH = '/tm'
const TimeLink = { href: PATH }

export const timeFunctionSet: FunctionSet = {
  collections: [],
  routes: [{ path: PATH, audience: 'anyone', get: readTime }],
  capabilityLinks: () => ({ TimeLink }),
  assignmentLinks: () => ({ TimeLink }),
}

function readTime(exchange: Exchange): Reply {
  const { settings, now } = exchange
  const { offset, summerOffset, summerStart, summerEnd } = zoneRules(settings.timeZone, now)
  return document(timeResource, {
    href: PATH,
    pollRate: pollRateOf(exchange),
    currentTime: now,
    dstEndTime: summerEnd,
    dstOffset: summerOffset,
    dstStartTime: summerStart,
    localTime: now + offset + (isSummer(now, summerStart, summerEnd) ? summerOffset : 0),
    quality: settings.timeQuality,
    tzOffset: offset,
  })
}

/** South of the equator it ends before it begins. */
function isSummer(now: number, start: number, end: number): boolean {
  return start <= end ? now >= start && now < end : now >= start || now < end
}
