/** @module What is wrong now, and what was. */

import type { VNode } from 'preact'
import { useId } from 'preact/hooks'
import type { Alerts } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { useTimes } from '../../format/times.ts'
import { usePhrase, usePhraseOf } from '../../language/language.ts'
import { Waiting } from '../../layout/waiting.tsx'
import { alerts } from '../../state/alerts.ts'
import { refine, usePlace } from '../../state/place.ts'
import { usePulse, useResource } from '../../state/resource.ts'
import { useStore } from '../../state/store.ts'
import { AlertTable } from './alert-table.tsx'

const SEVERITIES = ['critical', 'warning', 'info']
const RULES = [
  'no_data',
  'suspect_data',
  'voltage_low',
  'voltage_high',
  'generation_low',
  'battery_fault',
  'negative_spread',
  'price_out_of_bounds',
  'sink_failed',
  'sink_lagging',
  'disk_low',
  'late_ticks',
]
const SHOWN = { open: 'true', past: 'false' } as const
const MOST = 100
const PULSE_MS = 10_000

export function AlertsPage(): VNode {
  const t = usePhrase()
  const { query } = usePlace()
  const times = useTimes()
  // How far readings are judged is told by no event.
  const version = useStore(alerts, (value) => value.changes) + usePulse(PULSE_MS)
  const show = Object.keys(SHOWN).find((one) => one === query.get('show'))
  const severity = SEVERITIES.find((one) => one === query.get('severity'))
  const rule = RULES.find((one) => one === query.get('rule'))
  const subject = query.get('subject') ?? undefined
  const after = query.get('after') ?? undefined
  const open = show === 'open' || show === 'past' ? SHOWN[show] : undefined
  const page = useResource<Alerts>(apiAddress('alerts', { open, severity, rule, subject, after, limit: MOST }), version)
  return (
    <section>
      <h2>{t('alerts.title')}</h2>
      <div class="controls">
        <Choice name={t('alerts.show')} group="alertShow" filter="show" values={Object.keys(SHOWN)} value={show} />
        <Choice name={t('alerts.severity')} group="severity" filter="severity" values={SEVERITIES} value={severity} />
        <Choice name={t('alerts.rule')} group="rule" filter="rule" values={RULES} value={rule} />
        {subject !== undefined && (
          <button type="button" onClick={() => refine({ subject: '', after: '' })}>
            {t('alerts.only', { subject })} ×
          </button>
        )}
      </div>
      <Waiting resource={page} lines={12}>
        {({ items, next, judged_until }) => (
          <>
            {items.length === 0 ? (
              <p class="notice">{t(show === 'past' ? 'alerts.nonePast' : 'alerts.none')}</p>
            ) : (
              <AlertTable alerts={items} />
            )}
            <div class="controls">
              {after !== undefined && (
                <button type="button" onClick={() => refine({ after: '' })}>
                  {t('alerts.newest')}
                </button>
              )}
              {next !== null && (
                <button type="button" onClick={() => refine({ after: next })}>
                  {t('alerts.older')}
                </button>
              )}
              {judged_until !== null && <p class="note">{t('alerts.judged', { time: times.moment(judged_until) })}</p>}
            </div>
          </>
        )}
      </Waiting>
    </section>
  )
}

interface ChoiceProps {
  readonly name: string
  /** Of the phrases of the values. */
  readonly group: string
  readonly filter: string
  readonly values: readonly string[]
  readonly value: string | undefined
}

function Choice({ name, group, filter, values, value }: ChoiceProps): VNode {
  const t = usePhrase()
  const words = usePhraseOf()
  const id = useId()
  return (
    <label for={id}>
      {name}
      <select
        id={id}
        value={value ?? ''}
        onChange={({ currentTarget }) => refine({ [filter]: currentTarget.value, after: '' })}
      >
        <option value="">{t('meters.all')}</option>
        {values.map((one) => (
          <option key={one} value={one}>
            {words(group, one)}
          </option>
        ))}
      </select>
    </label>
  )
}
