/** @module How the simulator itself does: its run, where its records go, and its settings. */

import type { VNode } from 'preact'
import type { Setting } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { useNumbers } from '../../format/numbers.ts'
import { useTimes } from '../../format/times.ts'
import { usePhrase, usePhraseOf } from '../../language/language.ts'
import { Facts } from '../../layout/facts.tsx'
import { Scroller } from '../../layout/scroller.tsx'
import { Skeleton, Waiting } from '../../layout/waiting.tsx'
import { live } from '../../state/live.ts'
import { useResource } from '../../state/resource.ts'
import { useStore } from '../../state/store.ts'
import { ControlPanel } from './control-panel.tsx'
import { SinkTable } from './sink-table.tsx'

export function SystemPage(): VNode {
  return (
    <>
      <div class="columns">
        <RunFacts />
        <SinkTable />
      </div>
      <ControlPanel />
      <Settings />
    </>
  )
}

function RunFacts(): VNode {
  const t = usePhrase()
  const words = usePhraseOf()
  const numbers = useNumbers()
  const times = useTimes()
  const status = useStore(live, (value) => value.status)
  return (
    <section>
      <h2>{t('system.run')}</h2>
      {status === null ? (
        <Skeleton lines={8} />
      ) : (
        <Facts
          facts={[
            [t('system.state'), words('state', status.paused ? 'paused' : status.state)],
            [t('system.tick'), numbers.count(status.tick)],
            [t('system.late'), numbers.count(status.late_ticks)],
            [t('system.interval'), numbers.quantity(status.interval_seconds, 's')],
            [t('system.speed'), t('header.speed', { n: numbers.count(status.speed) })],
            [t('page.meters'), numbers.count(status.meters)],
            [t('system.started'), times.moment(status.started)],
            [t('system.version'), status.program_version],
            [t('system.runId'), <code key="run">{status.run_id}</code>],
            [
              t('system.docs'),
              <a key="docs" href="/docs">
                /docs
              </a>,
            ],
          ]}
        />
      )}
    </section>
  )
}

function Settings(): VNode {
  const t = usePhrase()
  const settings = useResource<{ readonly items: readonly Setting[] }>(apiAddress('settings'))
  return (
    <section class="section">
      <h2>{t('system.settings')}</h2>
      <Waiting resource={settings} lines={12}>
        {({ items }) => (
          <Scroller name={t('system.settings')} isLong>
            <table lang="en">
              <thead>
                <tr>
                  <th scope="col">{t('system.setting')}</th>
                  <th scope="col">{t('system.value')}</th>
                  <th scope="col">{t('system.source')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ name, value, source }) => (
                  <tr key={name}>
                    <td>
                      <code>{name}</code>
                    </td>
                    <td class="breaking">{value}</td>
                    <td>{source}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroller>
        )}
      </Waiting>
    </section>
  )
}
