/** @module One stream of power between a node of the picture and its middle. */

import type { VNode } from 'preact'

interface FlowProps {
  readonly meaning: string
  readonly from: readonly [x: number, y: number]
  /** Towards the middle positive [kW]. */
  readonly powerKw: number
  /** Of the strongest stream, 0 to 1. */
  readonly share: number
}

const [MIDDLE_X, MIDDLE_Y] = [220, 170]
const [LEAST_WIDTH, MOST_WIDTH] = [2, 9]
/** A dot takes so long from end to end at full power, and at hardly any [s]. */
const [FASTEST_S, SLOWEST_S] = [1.2, 6]
/** Steps of speed: an animation whose speed changes a little all the time would jump all the time. */
const SPEEDS = 8

export function Flow({ meaning, from: [x, y], powerKw, share }: FlowProps): VNode {
  const path = `M${x} ${y} Q${(x + MIDDLE_X) / 2} ${MIDDLE_Y} ${MIDDLE_X} ${MIDDLE_Y}`
  const speed = Math.ceil(share * SPEEDS) / SPEEDS
  const isFlowing = Math.abs(powerKw) >= 0.05
  return (
    <g class={`flow of-${meaning}`}>
      <path d={path} style={{ strokeWidth: `${LEAST_WIDTH + share * (MOST_WIDTH - LEAST_WIDTH)}px` }} />
      {isFlowing && (
        <path
          d={path}
          pathLength={100}
          class={powerKw > 0 ? 'dots inward' : 'dots outward'}
          style={{ animationDuration: `${(SLOWEST_S - (SLOWEST_S - FASTEST_S) * speed) / 4}s` }}
        />
      )}
    </g>
  )
}
