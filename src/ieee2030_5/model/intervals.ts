/** @module A span of time, and the rules by which clocks change. */

import { bitMap } from './hex-binary.ts'
import { time, uint32 } from './integers.ts'
import { objectType, required } from './table.ts'
import type { TypeOf } from './type-of.ts'

/** `duration` [s] from `start` [s since 1970 UTC]; includes its start and not its end. */
export const dateTimeInterval = objectType('DateTimeInterval', { duration: required(uint32), start: required(time) })

/** When daylight saving time begins or ends, packed into 32 bits. */
export const dstRule = bitMap('DstRuleType', 4)
/** The rule of places without daylight saving time. */
export const NO_DST_RULE = 0xffffffff

export type DateTimeInterval = TypeOf<typeof dateTimeInterval>
