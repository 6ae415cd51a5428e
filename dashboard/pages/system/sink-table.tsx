/** @module Where records are delivered, and how far each destination is behind. */

import type { VNode } from 'preact'
import { useNumbers } from '../../format/numbers.ts'
import { useTimes } from '../../format/times.ts'
import { usePhrase, usePhraseOf } from '../../language/language.ts'
import { Facts } from '../../layout/facts.tsx'
import { live } from '../../state/live.ts'
import { useStore } from '../../state/store.ts'

const KILOBYTE = 1_000

export function SinkTable(): VNode {
  const t = usePhrase()
  const words = usePhraseOf()
  const numbers = useNumbers()
  const times = useTimes()
  const sinks = useStore(live, (value) => value.status?.sinks)
  return (
    <section>
      <h2>{t('system.sinks')}</h2>
      {sinks?.length === 0 && <p class="notice">{t('system.noSinks')}</p>}
      {sinks?.map(({ name, state, since, records, behind_bytes, latest_reading, last_error }) => (
        <div key={name} class="sink">
          <h3 lang="en">{name}</h3>
          <Facts
            facts={[
              [t('system.state'), words('sink', state)],
              [t('system.since'), times.moment(since)],
              [t('system.records'), numbers.count(records)],
              [t('system.behind'), numbers.quantity(behind_bytes / KILOBYTE, 'kB')],
              [t('system.latest'), latest_reading === null ? '–' : times.moment(latest_reading)],
              ...(last_error === null ? [] : [[t('system.error'), last_error, 'alarm'] as const]),
            ]}
          />
        </div>
      ))}
    </section>
  )
}
