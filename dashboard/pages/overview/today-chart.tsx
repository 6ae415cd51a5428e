/** @module The day so far: what was generated and used, slot by slot. */

import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import type { MarketSlot } from '../../api/api-types.ts'
import { TimeChart } from '../../charts/time-chart.tsx'
import { usePhrase } from '../../language/language.ts'
import { Skeleton, Waiting } from '../../layout/waiting.tsx'
import { live } from '../../state/live.ts'
import { useStore } from '../../state/store.ts'
import type { Today } from '../../state/today.ts'

const HOUR_MS = 3_600_000

export function TodayChart({ today }: { readonly today: Today }): VNode {
  const { span, slots } = today
  return (
    <section class="today">
      {span === null ? (
        <Skeleton lines={10} />
      ) : (
        <Waiting resource={slots} lines={10}>
          {({ items }) => <DayChart slots={items} span={span} />}
        </Waiting>
      )}
    </section>
  )
}

function DayChart({
  slots,
  span,
}: {
  readonly slots: readonly MarketSlot[]
  readonly span: readonly [number, number]
}) {
  const t = usePhrase()
  const now = useStore(live, (value) => value.now)
  const { times, power } = useMemo(() => powersOf(slots), [slots])
  // The line of the present moves; the curve waits for the slot.
  const nowS = now === null ? undefined : Date.parse(now.time) / 1000
  if (slots.length === 0) return <p class="notice">{t('today.none')}</p>
  return (
    <TimeChart
      title={t('today.title')}
      unit="kW"
      times={times}
      span={[span[0] / 1000, span[1] / 1000]}
      {...(nowS !== undefined && { now: nowS })}
      lines={20}
      series={[
        { name: t('energy.generation'), meaning: 'generation', values: power.generated, isStepped: true },
        { name: t('energy.consumption'), meaning: 'consumption', values: power.consumed, isStepped: true },
        { name: t('energy.import'), meaning: 'import', values: power.imported, isStepped: true },
      ]}
    />
  )
}

/** Mean powers of slots [kW], with a value where the first of them begins, and gaps where one is missing. */
function powersOf(slots: readonly MarketSlot[]) {
  const times: number[] = []
  const generated: (number | null)[] = []
  const consumed: (number | null)[] = []
  const imported: (number | null)[] = []
  let endMs: number | null = null
  for (const slot of slots) {
    const [fromMs, toMs] = [Date.parse(slot.slot_start), Date.parse(slot.timestamp)]
    const hours = (toMs - fromMs) / HOUR_MS
    const values = [slot.energy_generated, slot.energy_consumed, slot.energy_imported].map((kwh) => kwh / hours)
    if (endMs !== null && fromMs > endMs) add(endMs / 1000 + 1, [null, null, null])
    if (endMs === null || fromMs > endMs) add(fromMs / 1000, values)
    add(toMs / 1000, values)
    endMs = toMs
  }
  return { times, power: { generated, consumed, imported } }

  function add(time: number, [a = null, b = null, c = null]: readonly (number | null)[]): void {
    times.push(time)
    generated.push(a)
    consumed.push(b)
    imported.push(c)
  }
}
