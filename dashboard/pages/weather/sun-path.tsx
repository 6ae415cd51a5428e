/** @module Where the sun stands over a day: its height by the hour, with rise, noon and set. */

import type { VNode } from 'preact'
import type { SunDay, SunMoment } from '../../api/api-types.ts'
import { useNumbers } from '../../format/numbers.ts'
import { useTimes } from '../../format/times.ts'
import { usePhrase } from '../../language/language.ts'

const [WIDTH, HEIGHT] = [640, 330]
const [LEFT, RIGHT, TOP, HORIZON] = [44, 620, 30, 262]
/** Deeper below the horizon it is not drawn [°]. */
const DEEPEST = -14
const HEIGHTS = [0, 30, 60, 90] as const
const HOURS = [0, 6, 12, 18, 24] as const

export function SunPath({ sun, nowMs }: { readonly sun: SunDay; readonly nowMs: number | undefined }): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  const times = useTimes()
  const [from, to] = [Date.parse(sun.from), Date.parse(sun.to)]
  const x = (ms: number): number => LEFT + ((RIGHT - LEFT) * (ms - from)) / (to - from)
  const degrees = (value: number): string => numbers.quantity(value, '°', 0).replace(/\s°$/, '°')
  const highest = sun.items.reduce((best, item) => (item.elevation > best.elevation ? item : best))
  const at = nowMs === undefined ? null : momentAt(sun.items, nowMs)
  const noon = times.clock(sun.solar_noon)
  const height = degrees(highest.elevation)
  const { sunrise, sunset } = sun
  const sentence =
    sunrise === null || sunset === null
      ? t('sun.never', { noon, height })
      : t('sun.sentence', { rise: times.clock(sunrise), noon, height, set: times.clock(sunset) })
  return (
    <figure class="sun-path">
      <figcaption>{t('sun.title')}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={sentence}>
        {HEIGHTS.map((elevation) => (
          <g key={elevation}>
            <path class={elevation === 0 ? 'horizon' : 'rule'} d={`M${LEFT} ${y(elevation)}H${RIGHT}`} />
            <text class="scale" x={LEFT - 8} y={y(elevation) + 5} text-anchor="end">
              {degrees(elevation)}
            </text>
          </g>
        ))}
        {HOURS.map((hour) => (
          <text key={hour} class="scale" x={x(from + (hour / 24) * (to - from))} y={HEIGHT - 6} text-anchor="middle">
            {String(hour).padStart(2, '0')}
          </text>
        ))}
        <path class="night" d={lineOf(sun.items, x, false)} />
        <path class="day" d={lineOf(sun.items, x, true)} />
        <text class="mark" x={x(Date.parse(sun.solar_noon))} y={y(highest.elevation) - 10} text-anchor="middle">
          {t('sun.noon')} {noon} · {height}
        </text>
        {sunrise !== null && (
          <text class="mark" x={x(Date.parse(sunrise)) + 8} y={HORIZON + 20} text-anchor="start">
            {t('sun.rise')} {times.clock(sunrise)}
          </text>
        )}
        {sunset !== null && (
          <text class="mark" x={x(Date.parse(sunset)) - 8} y={HORIZON + 20} text-anchor="end">
            {t('sun.set')} {times.clock(sunset)}
          </text>
        )}
        {at !== null && nowMs !== undefined && (
          <g class={at.elevation > 0 ? 'sun-disc up' : 'sun-disc'}>
            {at.elevation >= DEEPEST && <circle cx={x(nowMs)} cy={y(at.elevation)} r="9" />}
            <text x={x(Date.parse(sun.solar_noon))} y={HORIZON - 18} text-anchor="middle">
              {at.elevation > 0 ? t('sun.now', { height: degrees(at.elevation) }) : t('sun.below')}
            </text>
          </g>
        )}
      </svg>
      <p class="unseen">{sentence}</p>
    </figure>
  )
}

function y(elevation: number): number {
  return HORIZON - ((HORIZON - TOP) * elevation) / 90
}

/** The parts of the course above the horizon, or those a little below it: each begins where the other ends. */
function lineOf(items: readonly SunMoment[], x: (ms: number) => number, isDay: boolean): string {
  const isIn = ({ elevation }: SunMoment): boolean => elevation > 0 === isDay && elevation >= DEEPEST
  return items
    .map((item, i) => {
      const before = items[i - 1]
      if (before === undefined) return isIn(item) ? `M${place(item, x)}` : ''
      if (!isIn(before)) return isIn(item) ? `M${place(isDay ? before : item, x)}L${place(item, x)}` : ''
      return isIn(item) || isDay ? `L${place(item, x)}` : ''
    })
    .join('')
}

function place({ timestamp, elevation }: SunMoment, x: (ms: number) => number): string {
  return `${x(Date.parse(timestamp)).toFixed(1)} ${y(elevation).toFixed(1)}`
}

function momentAt(items: readonly SunMoment[], ms: number): SunMoment | null {
  return items.findLast(({ timestamp }) => Date.parse(timestamp) <= ms) ?? null
}
