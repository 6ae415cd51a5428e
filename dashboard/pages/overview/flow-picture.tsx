/** @module Where the power comes from and goes to, moving as it flows. */

import type { VNode } from 'preact'
import { useNumbers } from '../../format/numbers.ts'
import { type Phrase, usePhrase } from '../../language/language.ts'
import { useFreshness } from '../../state/freshness.ts'
import { live } from '../../state/live.ts'
import { useStore } from '../../state/store.ts'
import { Flow } from './flow.tsx'

interface Node {
  readonly meaning: string
  readonly name: string
  readonly value: string
  readonly note: string
  readonly x: number
  readonly y: number
  /** Into the campus's own wires positive, out of them negative [kW]. */
  readonly powerKw: number
}

const UNKNOWN = '–'
/** Less than that is standing still [kW]. */
const IDLE_KW = 0.05
const [LEFT, RIGHT, TOP, BOTTOM] = [78, 362, 78, 262]
const RADIUS = 66

export function FlowPicture(): VNode {
  const t = usePhrase()
  const nodes = useNodes(t)
  const { freshness } = useFreshness()
  const strongest = Math.max(1, ...nodes.map(({ powerKw }) => Math.abs(powerKw)))
  const [sun, campus, battery, grid] = nodes
  const sentence = t('flow.sentence', {
    generation: sun?.value ?? UNKNOWN,
    load: campus?.value ?? UNKNOWN,
    battery: `${battery?.value ?? ''} ${battery?.note ?? ''}`,
    grid: `${grid?.value ?? ''} ${grid?.note ?? ''}`,
  })
  return (
    <section class="flow-picture" aria-label={t('flow.title')}>
      <svg viewBox="0 0 440 340" role="img" aria-label={sentence} data-freshness={freshness}>
        {nodes.map(({ meaning, x, y, powerKw }) => (
          <Flow key={meaning} meaning={meaning} from={[x, y]} powerKw={powerKw} share={Math.abs(powerKw) / strongest} />
        ))}
        <circle class="hub" cx="220" cy="170" r="7" />
        {nodes.map(({ meaning, name, value, note, x, y }) => (
          <g key={meaning} class={`flow-node of-${meaning}`}>
            <circle cx={x} cy={y} r={RADIUS} />
            <text x={x} y={y - 22} class="node-name">
              {name}
            </text>
            <text x={x} y={y + 9} class="node-value">
              {value}
            </text>
            <text x={x} y={y + 33} class="node-note">
              {note}
            </text>
          </g>
        ))}
      </svg>
    </section>
  )
}

function useNodes(t: Phrase): readonly Node[] {
  const numbers = useNumbers()
  const now = useStore(live, (value) => value.now)
  const power = (kw: number | undefined): string => (kw === undefined ? UNKNOWN : numbers.power(Math.abs(kw)))
  const battery = now?.battery_kw ?? 0
  const grid = (now?.import_kw ?? 0) - (now?.export_kw ?? 0)
  const soc = now?.state_of_charge ?? null
  const hasBattery = useStore(live, ({ campus }) => (campus?.battery_capacity_kwh ?? 1) > 0)
  return [
    {
      meaning: 'generation',
      name: t('flow.sun'),
      value: power(now?.generation_kw),
      note: '',
      x: LEFT,
      y: TOP,
      powerKw: now?.generation_kw ?? 0,
    },
    {
      meaning: 'consumption',
      name: t('flow.campus'),
      value: power(now?.load_kw),
      note: '',
      x: RIGHT,
      y: TOP,
      powerKw: -(now?.load_kw ?? 0),
    },
    ...(hasBattery
      ? [
          {
            meaning: 'battery',
            name: `${t('flow.battery')}${soc === null ? '' : ` ${numbers.percent(Math.round(soc))}`}`,
            value: power(now?.battery_kw),
            note: now === null ? '' : t(directionOf(battery, 'flow.charging', 'flow.discharging')),
            x: LEFT,
            y: BOTTOM,
            powerKw: -battery,
          },
        ]
      : []),
    {
      meaning: grid < 0 ? 'export' : 'import',
      name: t('flow.grid'),
      value: power(now === null ? undefined : grid),
      note: now === null ? '' : t(directionOf(grid, 'flow.importing', 'flow.exporting')),
      x: RIGHT,
      y: BOTTOM,
      powerKw: grid,
    },
  ]
}

function directionOf<Key extends string>(kw: number, positive: Key, negative: Key): Key | 'flow.idle' {
  if (Math.abs(kw) < IDLE_KW) return 'flow.idle'
  return kw > 0 ? positive : negative
}
